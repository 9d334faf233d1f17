/// The types of values of which no type is expected.
struct TypeInference {
    private var path: [String] = []

    /// A whole number is an `int`, another a `float64`; the elements of a `vec` must be of one type.
    mutating func types(of values: [CandidValue]) throws(ValueError) -> [InterfaceType] {
        var types: [InterfaceType] = []
        for (position, value) in values.enumerated() { types.append(try part("argument \(position + 1)", value)) }
        return types
    }

    private mutating func part(_ name: String, _ value: CandidValue) throws(ValueError) -> InterfaceType {
        path.append(name)
        defer { path.removeLast() }
        return try type(of: value)
    }

    private mutating func type(of value: CandidValue) throws(ValueError) -> InterfaceType {
        switch value {
        case .null: return .primitive(.null)
        case .reserved: return .primitive(.reserved)
        case .bool: return .primitive(.bool)
        case .number(let number): return .primitive(number.type)
        case .literal(let literal): return .primitive(literal.integer == nil ? .float64 : .int)
        case .text: return .primitive(.text)
        case .blob: return .blob
        case .principal: return .principal
        case .service: return .service([])
        case .function: return .function(FunctionSignature(parameters: [], results: []))
        case .annotated(_, let type): return type
        case .optional(let wrapped): return .optional(try type(of: wrapped))
        case .vector(let elements): return .vector(try elementType(elements))
        case .record(let values):
            var fields: [InterfaceField] = []
            for field in values {
                fields.append(InterfaceField(field.label, try part("field \(field.label.shown)", field.value)))
            }
            return .record(fields)
        case .variant(let tag):
            return .variant([InterfaceField(tag.label, try part("tag \(tag.label.shown)", tag.value))])
        }
    }

    private mutating func elementType(_ elements: [CandidValue]) throws(ValueError) -> InterfaceType {
        guard let first = elements.first else { return .primitive(.empty) }
        let type = try part("element 1", first)
        for (position, element) in elements.enumerated().dropFirst() {
            let name = "element \(position + 1)"
            let other = try part(name, element)
            guard other == type else {
                throw .value(
                    path: path + [name], expected: "\(shortened(type.description)) as the elements before",
                    found: shortened(other.description))
            }
        }
        return type
    }
}
