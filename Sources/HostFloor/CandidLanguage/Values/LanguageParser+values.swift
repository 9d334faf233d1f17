import Candid

// Values ("Textual format", Candid specification).

extension LanguageParser {
    /// Reads `(value, …)` and nothing behind it.
    mutating func parseArguments() throws(InterfaceError) -> [CandidValue] {
        var values: [CandidValue] = []
        try list("(", ")", separator: ",") { (parser) throws(InterfaceError) in
            values.append(try parser.parseAnnotatedValue())
        }
        try expectEnd("the end of the arguments")
        return values
    }

    private mutating func parseAnnotatedValue() throws(InterfaceError) -> CandidValue {
        let location = stream.location
        let value = try parseValue()
        guard try stream.accept(":") else { return value }
        let type = try parseType()
        if let use = methodTypes.values.first {
            let reason = InterfaceError.Reason.unexpected(
                found: "'\(use.name)'", expected: "the signature of the method")
            throw InterfaceError(reason, at: use.location)
        }
        return try annotate(value, type, location)
    }

    /// A number or `reserved` has its type within itself; other values keep the annotation.
    private func annotate(
        _ value: CandidValue, _ type: InterfaceType, _ location: SourceLocation
    ) throws(InterfaceError) -> CandidValue {
        switch (value, type) {
        case (.literal(let literal), .primitive(let primitive)):
            if primitive == .reserved { return .reserved }
            guard let number = CandidNumber(literal, as: primitive) else {
                let reason = InterfaceError.Reason.unexpected(
                    found: shortened(literal.spelling), expected: "a value of \(primitive.rawValue)")
                throw InterfaceError(reason, at: location)
            }
            return .number(number)
        case (_, .primitive(.reserved)): return .reserved
        case (.null, .primitive(.null)): return .null
        default: return .annotated(value, type)
        }
    }

    private mutating func parseValue() throws(InterfaceError) -> CandidValue {
        try countPart()
        switch stream.current.kind {
        case .text: return .text(try stream.text("a text"))
        case .number(let spelling): return .literal(try parseLiteral(spelling))
        case .word(let word): return try parseValue(word)
        case .sign("("):
            try stream.begin("(")
            let value = try parseAnnotatedValue()
            guard stream.current.isSign(")") else { throw stream.unexpected("')'") }
            try stream.end(")", separator: ",")
            return value
        default: throw stream.unexpected("a value")
        }
    }

    private mutating func parseLiteral(_ spelling: String) throws(InterfaceError) -> NumberLiteral {
        guard let literal = NumberLiteral(spelling) else {
            throw InterfaceError(.malformedNumber(shortened(spelling)), at: stream.location)
        }
        try stream.advance()
        return literal
    }

    private mutating func parseValue(_ word: String) throws(InterfaceError) -> CandidValue {
        switch word {
        case "inf", "nan": return .literal(try parseLiteral(word))
        case "null", "true", "false", "opt", "vec", "record", "variant", "blob", "principal", "service", "func":
            try stream.advance()
        default: throw stream.unexpected("a value")
        }
        switch word {
        case "null": return .null
        case "true", "false": return .bool(word == "true")
        case "opt":
            try stream.descend()
            defer { stream.ascend() }
            return .optional(try parseValue())
        case "vec":
            var elements: [CandidValue] = []
            try list("{", "}", separator: ";") { (parser) throws(InterfaceError) in
                elements.append(try parser.parseAnnotatedValue())
            }
            return .vector(elements)
        case "record": return .record(try parseRecord())
        case "variant": return .variant(try parseVariant())
        case "blob":
            guard case .text(let bytes) = stream.current.kind else { throw stream.unexpected("bytes between quotes") }
            try stream.advance()
            return .blob(bytes)
        case "principal": return .principal(try parsePrincipal())
        case "service": return .service(try parsePrincipal())
        default:
            let principal = try parsePrincipal()
            try stream.expect(".")
            return .function(principal, method: try stream.name("the name of a method"))
        }
    }

    private mutating func parsePrincipal() throws(InterfaceError) -> Principal {
        let location = stream.location
        let text = try stream.text("a principal between quotes")
        do throws(PrincipalError) { return try Principal(text: text) } catch {
            throw InterfaceError(.invalidPrincipal(error), at: location)
        }
    }

    // MARK: Fields

    private mutating func parseRecord() throws(InterfaceError) -> [ValueField] {
        var fields: [ValueField] = []
        var labels: [UInt32: FieldLabel] = [:]
        var next: UInt64 = 0
        try list("{", "}", separator: ";") { (parser) throws(InterfaceError) in
            let location = parser.stream.location
            let label: FieldLabel
            if parser.stream.following.isSign("=") {
                label = try parser.parseLabel()
                try parser.stream.expect("=")
            } else {
                guard let position = UInt32(exactly: next) else {
                    throw InterfaceError(.labelTooLarge(String(next)), at: location)
                }
                label = .position(position)
            }
            if let other = labels.updateValue(label, forKey: label.id) {
                throw InterfaceError(.fieldTwice(label.shown, other: other.shown, id: label.id), at: location)
            }
            next = UInt64(label.id) + 1
            fields.append(ValueField(label, try parser.parseAnnotatedValue()))
        }
        fields.sort { $0.label.id < $1.label.id }
        return fields
    }

    private mutating func parseVariant() throws(InterfaceError) -> ValueField {
        try stream.begin("{")
        let label = try parseLabel()
        let value: CandidValue = try stream.accept("=") ? try parseAnnotatedValue() : .null
        _ = try stream.accept(";")
        guard stream.current.isSign("}") else { throw stream.unexpected("'}': a variant has one tag") }
        try stream.end("}", separator: ";")
        return ValueField(label, value)
    }

    private mutating func parseLabel() throws(InterfaceError) -> FieldLabel {
        if let number = try stream.fieldNumber() { return .number(number) }
        return .name(try stream.name("the name of a field"))
    }
}
