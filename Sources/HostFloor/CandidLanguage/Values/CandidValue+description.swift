extension CandidValue: CustomStringConvertible {
    /// The value as the textual format writes it, with the types of numbers: `record { text = "hi"; 5 = 1 : nat8 }`.
    public var description: String {
        var text = ""
        write(into: &text, isPart: false)
        return text
    }

    /// - Parameter isPart: Whether it stands where an annotation needs brackets around it.
    private func write(into text: inout String, isPart: Bool) {
        switch self {
        case .null: text += "null"
        case .reserved: writeAnnotated("null", "reserved", into: &text, isPart)
        case .bool(let value): text += value ? "true" : "false"
        case .number(let number): writeAnnotated(number.digits, number.type.rawValue, into: &text, isPart)
        case .literal(let literal): text += literal.spelling
        case .text(let value): text += quoted(value)
        case .blob(let bytes): text += "blob " + quoted(bytes, asText: false)
        case .principal(let principal): text += "principal \"\(principal)\""
        case .service(let principal): text += "service \"\(principal)\""
        case .function(let principal, let method): text += "func \"\(principal)\".\(spelled(method))"
        case .optional(let wrapped):
            text += "opt "
            wrapped.write(into: &text, isPart: true)
        case .vector(let elements):
            text += elements.isEmpty ? "vec {" : "vec { "
            for (position, element) in elements.enumerated() {
                if position > 0 { text += "; " }
                element.write(into: &text, isPart: false)
            }
            text += elements.isEmpty ? "}" : " }"
        case .record(let fields): Self.write(fields, into: &text)
        case .variant(let tag):
            text += "variant { " + Self.spelledLabel(tag.label)
            if tag.value != .null {
                text += " = "
                tag.value.write(into: &text, isPart: false)
            }
            text += " }"
        case .annotated(let value, let type):
            if isPart { text += "(" }
            value.write(into: &text, isPart: true)
            text += " : \(type)"
            if isPart { text += ")" }
        }
    }

    private func writeAnnotated(_ value: String, _ type: String, into text: inout String, _ isPart: Bool) {
        text += isPart ? "(\(value) : \(type))" : "\(value) : \(type)"
    }

    private static func write(_ fields: [ValueField], into text: inout String) {
        text += fields.isEmpty ? "record {" : "record { "
        var next: UInt64 = 0
        for (position, field) in fields.enumerated() {
            if position > 0 { text += "; " }
            if case .position(let id) = field.label, UInt64(id) == next {
                // Its place says it.
            } else {
                text += spelledLabel(field.label) + " = "
            }
            field.value.write(into: &text, isPart: false)
            next = UInt64(field.label.id) + 1
        }
        text += fields.isEmpty ? "}" : " }"
    }

    private static func spelledLabel(_ label: FieldLabel) -> String {
        switch label {
        case .name(let name): spelled(name)
        case .number(let id), .position(let id): String(id)
        }
    }
}
