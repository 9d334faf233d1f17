/// Writes types in one line, as far as they fit.
struct InlineWriter {
    private(set) var text = ""
    /// Whether all that was written stands in the text, which is given up where it would be longer than the limit.
    private(set) var isComplete = true
    private let limit: Int
    /// Documentation has no place within a line: a type that has some is either given up or written without.
    private let keepsDocumentation: Bool

    init(limit: Int = .max, keepsDocumentation: Bool = false) {
        self.limit = limit
        self.keepsDocumentation = keepsDocumentation
    }

    mutating func write(_ part: String) {
        guard isComplete else { return }
        text += part
        if text.utf8.count > limit { isComplete = false }
    }

    mutating func write(_ type: InterfaceType) {
        guard isComplete else { return }
        switch type {
        case .primitive(let primitive): write(primitive.rawValue)
        case .principal: write("principal")
        case .vector(.primitive(.nat8)): write("blob")
        case .optional(let wrapped):
            write("opt ")
            write(wrapped)
        case .vector(let element):
            write("vec ")
            write(element)
        case .record(let fields): write("record", fields, isRecord: true)
        case .variant(let tags): write("variant", tags, isRecord: false)
        case .function(let signature):
            write("func ")
            write(signature)
        case .service(let methods): write(methods)
        case .named(let name): write(name)
        }
    }

    private mutating func write(_ word: String, _ fields: [InterfaceField], isRecord: Bool) {
        write(word)
        write(fields.isEmpty ? " {" : " { ")
        var previous: UInt32?
        for (position, field) in fields.enumerated() {
            if position > 0 { write("; ") }
            write(field.documentation)
            write(field.prefix(after: previous, isRecord: isRecord))
            if !field.isBareTag(isRecord: isRecord) { write(field.type) }
            previous = field.label.id
        }
        write(fields.isEmpty ? "}" : " }")
    }

    mutating func write(_ signature: FunctionSignature) {
        write(signature.parameters)
        write(" -> ")
        write(signature.results)
        write(signature.suffix)
    }

    mutating func write(_ parameters: [InterfaceParameter]) {
        write("(")
        for (position, parameter) in parameters.enumerated() {
            if position > 0 { write(", ") }
            if let name = parameter.name { write(spelled(name) + " : ") }
            write(parameter.type)
        }
        write(")")
    }

    private mutating func write(_ methods: [ServiceMethod]) {
        write(methods.isEmpty ? "service {" : "service { ")
        for (position, method) in methods.enumerated() {
            if position > 0 { write("; ") }
            write(method.documentation)
            write(spelled(method.name) + " : ")
            write(method.signature)
        }
        write(methods.isEmpty ? "}" : " }")
    }

    private mutating func write(_ documentation: [String]) {
        if keepsDocumentation, !documentation.isEmpty { isComplete = false }
    }
}

extension InterfaceField {
    /// Whether a tag says all by its name.
    func isBareTag(isRecord: Bool) -> Bool { !isRecord && type == .primitive(.null) }

    /// The label with its colon; nothing where the field's place says it.
    func prefix(after previous: UInt32?, isRecord: Bool) -> String {
        let label: String
        switch self.label {
        case .name(let name): label = spelled(name)
        case .number(let id): label = String(id)
        case .position(let id):
            let next = previous.map { UInt64($0) + 1 } ?? 0
            if isRecord, UInt64(id) == next { return "" }
            label = String(id)
        }
        return isBareTag(isRecord: isRecord) ? label : label + " : "
    }
}

extension FunctionSignature {
    /// The annotation behind a space.
    var suffix: String { annotation.map { " " + $0.rawValue } ?? "" }
}

extension InterfaceType: CustomStringConvertible {
    /// The type in one line, without documentation.
    public var description: String {
        var writer = InlineWriter()
        writer.write(self)
        return writer.text
    }
}

extension FunctionSignature: CustomStringConvertible {
    /// The signature in one line: `(room : text) -> (variant { Ok; Err : text }) query`.
    public var description: String {
        var writer = InlineWriter()
        writer.write(self)
        return writer.text
    }
}

extension InterfaceParameter {
    /// Arguments or results in one line: `(room : text, nat)`.
    public static func description(of parameters: [InterfaceParameter]) -> String {
        var writer = InlineWriter()
        writer.write(parameters)
        return writer.text
    }
}
