/// Writes values in one line, as far as they fit.
struct InlineValueWriter {
    private(set) var text = ""
    /// Whether all that was written stands in the text, which is given up where it would be longer than the limit.
    private(set) var isComplete = true
    private let limit: Int

    init(limit: Int = .max) { self.limit = limit }

    mutating func write(_ part: String) {
        guard isComplete else { return }
        text += part
        if text.utf8.count > limit { isComplete = false }
    }

    /// - Parameter isPart: Whether the value stands where an annotation needs brackets around it.
    mutating func write(_ value: CandidValue, isPart: Bool) {
        guard isComplete else { return }
        switch value {
        case .null: write("null")
        case .reserved: writeAnnotated("null", "reserved", isPart)
        case .bool(let value): write(value ? "true" : "false")
        case .number(let number): writeAnnotated(number.digits, number.type.rawValue, isPart)
        case .literal(let literal): write(literal.spelling)
        case .text(let value): write(quoted(value))
        case .blob(let bytes): write("blob " + quoted(bytes, asText: false))
        case .principal(let principal): write("principal \"\(principal)\"")
        case .service(let principal): write("service \"\(principal)\"")
        case .function(let principal, let method): write("func \"\(principal)\".\(spelled(method))")
        case .optional(let wrapped):
            write("opt ")
            write(wrapped, isPart: true)
        case .vector(let elements):
            write(elements.isEmpty ? "vec {" : "vec { ")
            for (position, element) in elements.enumerated() where isComplete {
                if position > 0 { write("; ") }
                write(element, isPart: false)
            }
            write(elements.isEmpty ? "}" : " }")
        case .record(let fields):
            write(fields.isEmpty ? "record {" : "record { ")
            var previous: UInt32?
            for (position, field) in fields.enumerated() where isComplete {
                if position > 0 { write("; ") }
                write(field.prefix(after: previous))
                write(field.value, isPart: false)
                previous = field.label.id
            }
            write(fields.isEmpty ? "}" : " }")
        case .variant(let tag):
            write("variant { " + tag.tagPrefix)
            if tag.value != .null { write(tag.value, isPart: false) }
            write(" }")
        case .annotated(let value, let type):
            if isPart { write("(") }
            write(value, isPart: true)
            write(" : \(type)")
            if isPart { write(")") }
        }
    }

    private mutating func writeAnnotated(_ value: String, _ type: String, _ isPart: Bool) {
        write(isPart ? "(\(value) : \(type))" : "\(value) : \(type)")
    }
}

extension ValueField {
    /// The label of a record's field with its sign; nothing where the field's place says it.
    func prefix(after previous: UInt32?) -> String {
        let next = previous.map { UInt64($0) + 1 } ?? 0
        if case .position(let id) = label, UInt64(id) == next { return "" }
        return label.spelling + " = "
    }

    /// The label of a tag, with its sign where a value follows.
    var tagPrefix: String { value == .null ? label.spelling : label.spelling + " = " }
}

extension FieldLabel {
    /// The label as a value writes it.
    fileprivate var spelling: String {
        switch self {
        case .name(let name): spelled(name)
        case .number(let id), .position(let id): String(id)
        }
    }
}

extension CandidValue: CustomStringConvertible {
    /// The value as the textual format writes it, with the types of numbers: `record { text = "hi"; 5 = 1 : nat8 }`.
    public var description: String {
        var writer = InlineValueWriter()
        writer.write(self, isPart: false)
        return writer.text
    }
}
