import CandidLanguage

extension CodeWriter {
    /// Writes a declaration, with how its values go into a message and come out of it.
    mutating func write(_ declaration: TypeDeclaration) {
        documentation(declaration.documentation, candid: commentText(declaration.type.description))
        switch declaration.form {
        case .structure(let fields): StructureWriter(declaration: declaration, fields: fields).write(into: &self)
        case .enumeration(let tags, let isIndirect):
            EnumerationWriter(declaration: declaration, tags: tags, isIndirect: isIndirect).write(into: &self)
        case .alias(let type): line("typealias \(declaration.name) = \(type.text)")
        case .wrapper(let type, let isBoxed): writeWrapper(declaration, type, isBoxed: isBoxed)
        case .function(let parameters, let results, let annotation):
            block("enum \(declaration.name): CandidReferenceType") { writer in
                writer.writeKey(of: declaration)
                writer.block("static func candidType(in table: inout TypeTable) -> TypeReference") { writer in
                    writer.writeFunction(parameters, results, annotation, key: declaration.key)
                }
            }
        case .service(let methods):
            block("enum \(declaration.name): CandidReferenceType") { writer in
                writer.writeKey(of: declaration)
                writer.block("static func candidType(in table: inout TypeTable) -> TypeReference") { writer in
                    writer.block("table.service\(declaration.keyArgument) { table in", isOpen: true) { writer in
                        for method in methods { writer.write(method) }
                    }
                }
            }
        }
        if let header = declaration.messageHeader { write(header, ofMessagesOf: declaration) }
    }

    /// Writes what stands before a value in a message of one.
    private mutating func write(_ header: [UInt8], ofMessagesOf declaration: TypeDeclaration) {
        line()
        block("extension \(declaration.name): CandidMessage") { writer in
            writer.line("static let messageHeader: [UInt8] = [")
            writer.indented { $0.bytes(header) }
            writer.line("]")
        }
    }

    /// Writes the key of a type that contains itself.
    mutating func writeKey(of declaration: TypeDeclaration) {
        guard declaration.isRecursive else { return }
        line("private static let candidKey = TypeKey()")
        line()
    }

    private mutating func write(_ method: TypeDeclaration.Method) {
        block("table.method(Array(\(textLiteral(method.name)).utf8)) { table in", isOpen: true) { writer in
            writer.writeFunction(method.parameters, method.results, method.annotation, key: nil)
        }
    }

    private mutating func writeFunction(
        _ parameters: [SwiftType], _ results: [SwiftType], _ annotation: FunctionSignature.Annotation?, key: String?
    ) {
        line("table.function(")
        indented { writer in
            if let key { writer.line("key: \(key),") }
            if let annotation { writer.line("annotations: .\(annotation.swiftName),") }
            writer.line("arguments: \(Self.list(parameters)),")
            writer.line("results: \(Self.list(results)))")
        }
    }

    private static func list(_ types: [SwiftType]) -> String {
        guard !types.isEmpty else { return "{ _ in }" }
        return "{ table in " + types.map { "table.argument(\($0.metatype))" }.joined(separator: "; ") + " }"
    }

    private mutating func writeWrapper(_ declaration: TypeDeclaration, _ type: SwiftType, isBoxed: Bool) {
        let stored = isBoxed ? "Boxed<\(type.text)>" : type.text
        let head = "struct \(declaration.name): Hashable, Sendable"
        self.type(head, named: declaration.name, conformingTo: "CandidCodable") { writer in
            if isBoxed {
                writer.line("private var box: \(stored)")
                writer.block("var value: \(type.text)") { writer in
                    writer.line("get { box.value }")
                    writer.line("set { box.value = newValue }")
                }
            } else {
                writer.line("var value: \(type.text)")
            }
            writer.line()
            writer.block("init(_ value: \(type.text))") { $0.line(isBoxed ? "box = Boxed(value)" : "self.value = value") }
        } conformance: { writer in
            writer.writeKey(of: declaration)
            writer.block("static var absentValue: \(declaration.name)?") { writer in
                writer.line("\(stored.constructed).absentValue.map { \(declaration.name)(\(isBoxed ? "$0.value" : "$0")) }")
            }
            writer.line()
            writer.block("static func candidType(in table: inout TypeTable) -> TypeReference") { writer in
                let constructor = type.text.hasSuffix("?") ? "opt" : "vec"
                let part = type.text.hasSuffix("?") ? String(type.text.dropLast()) : String(type.text.dropFirst().dropLast())
                let key = declaration.key ?? "nil"
                writer.line("table.\(constructor)(key: \(key)) { \(part.constructed).candidType(in: &$0) }")
            }
            writer.line()
            writer.block("func encode(into writer: inout ByteWriter)") { $0.line("value.encode(into: &writer)") }
            writer.line()
            writer.block("init(from decoder: CandidDecoder, as type: WireType) throws(CandidError)") { writer in
                writer.line("self.init(try \(type.text.constructed)(from: decoder, as: type))")
            }
        }
    }
}

extension TypeDeclaration {
    /// The key of a type that contains itself.
    var key: String? { isRecursive ? "candidKey" : nil }

    /// The key as the argument of a call that takes nothing else but a closure.
    var keyArgument: String { key.map { "(key: \($0))" } ?? "" }
}

extension FunctionSignature.Annotation {
    /// The option of a type table.
    var swiftName: String {
        switch self {
        case .query: "query"
        case .compositeQuery: "compositeQuery"
        case .oneway: "oneway"
        }
    }
}

extension SwiftType {
    /// The type as a value.
    var metatype: String { text.constructed + ".self" }
}

extension String {
    /// A type's expression so that a call or a member may follow.
    var constructed: String { hasSuffix("?") ? "Optional<\(dropLast())>" : self }
}
