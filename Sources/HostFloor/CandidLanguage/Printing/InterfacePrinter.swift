/// Writes an interface with a line for each part that does not fit, or that has documentation.
struct InterfacePrinter {
    private(set) var text = ""
    private var indentation = 0
    /// Where a line should end.
    private static let width = 100

    // MARK: Declarations

    mutating func write(_ interface: CandidInterface) {
        for definition in interface.definitions { write(definition) }
        guard let service = interface.service else { return }
        if !interface.definitions.isEmpty { text += "\n" }
        write(service)
    }

    mutating func write(_ definition: TypeDefinition) {
        write(definition.documentation)
        text += "type \(definition.name) = "
        write(definition.type)
        text += ";\n"
    }

    private mutating func write(_ service: ServiceDescription) {
        write(service.documentation)
        text += "service "
        if let name = service.name { text += name + " " }
        text += ": "
        if let parameters = service.initParameters {
            write(parameters)
            text += " -> "
        }
        write(service.methods)
        text += "\n"
    }

    private mutating func write(_ documentation: [String]) {
        for line in documentation {
            for part in line.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                text += part.isEmpty ? "//" : "// " + (String(part) ?? "")
                startLine()
            }
        }
    }

    private mutating func startLine() {
        text += "\n"
        text += String(repeating: "  ", count: indentation)
    }

    // MARK: Types

    mutating func write(_ type: InterfaceType) {
        var inline = InlineWriter(limit: max(Self.width - 2 * indentation, 20), keepsDocumentation: true)
        inline.write(type)
        if inline.isComplete {
            text += inline.text
            return
        }
        switch type {
        case .primitive, .principal, .named: text += type.description
        case .optional(let wrapped):
            text += "opt "
            write(wrapped)
        case .vector(let element):
            text += "vec "
            write(element)
        case .record(let fields): write("record", fields, isRecord: true)
        case .variant(let tags): write("variant", tags, isRecord: false)
        case .function(let signature):
            text += "func "
            write(signature)
        case .service(let methods):
            text += "service "
            write(methods)
        }
    }

    private mutating func write(_ word: String, _ fields: [InterfaceField], isRecord: Bool) {
        text += word + " {"
        indentation += 1
        var previous: UInt32?
        for field in fields {
            startLine()
            write(field.documentation)
            text += field.prefix(after: previous, isRecord: isRecord)
            if !field.isBareTag(isRecord: isRecord) { write(field.type) }
            text += ";"
            previous = field.label.id
        }
        indentation -= 1
        startLine()
        text += "}"
    }

    private mutating func write(_ signature: FunctionSignature) {
        write(signature.parameters)
        text += " -> "
        write(signature.results)
        text += signature.suffix
    }

    private mutating func write(_ parameters: [InterfaceParameter]) {
        text += "("
        for (position, parameter) in parameters.enumerated() {
            if position > 0 { text += ", " }
            if let name = parameter.name { text += spelled(name) + " : " }
            write(parameter.type)
        }
        text += ")"
    }

    private mutating func write(_ methods: [ServiceMethod]) {
        text += "{"
        indentation += 1
        for method in methods {
            startLine()
            write(method.documentation)
            text += spelled(method.name) + " : "
            write(method.signature)
            text += ";"
        }
        indentation -= 1
        if !methods.isEmpty { startLine() }
        text += "}"
    }
}

extension CandidInterface: CustomStringConvertible {
    /// The interface as a `.did` file without imports, documentation kept: reading it again gives an equal interface,
    /// places aside.
    public var description: String {
        var printer = InterfacePrinter()
        printer.write(self)
        return printer.text
    }

    /// The arguments of installation, `()` where there are none, behind the definitions that they use: what stands in
    /// the metadata `candid:args`.
    public var initArguments: String {
        let parameters = service?.initParameters ?? []
        let used = definitionsUsed(by: parameters.map(\.type))
        var text = ""
        for definition in definitions where used.contains(definition.name) {
            text += "type \(definition.name) = \(definition.type); "
        }
        return text + InterfaceParameter.description(of: parameters)
    }

    /// The interface with those definitions alone that the service needs.
    public var reduced: CandidInterface {
        guard let service else { return self }
        let used = definitionsUsed(by: service.methods.flatMap(\.signature.types) + (service.initParameters ?? []).map(\.type))
        var reduced = self
        reduced.definitions.removeAll { !used.contains($0.name) }
        return reduced
    }

    /// The names of the definitions that types need, directly or through others.
    public func definitionsUsed(by types: [InterfaceType]) -> Set<String> {
        let defined = Dictionary(definitions.map { ($0.name, $0.type) }) { first, _ in first }
        var used: Set<String> = []
        var open: [InterfaceType] = types
        while let type = open.popLast() {
            switch type {
            case .primitive, .principal: break
            case .optional(let part), .vector(let part): open.append(part)
            case .record(let fields), .variant(let fields): open += fields.map(\.type)
            case .function(let signature): open += signature.types
            case .service(let methods): open += methods.flatMap(\.signature.types)
            case .named(let name):
                if used.insert(name).inserted, let type = defined[name] { open.append(type) }
            }
        }
        return used
    }
}

extension FunctionSignature {
    /// The types of arguments and results.
    var types: [InterfaceType] { parameters.map(\.type) + results.map(\.type) }
}
