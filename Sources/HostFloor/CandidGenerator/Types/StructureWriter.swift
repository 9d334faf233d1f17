import CandidLanguage

/// Writes a record as a struct.
struct StructureWriter {
    let declaration: TypeDeclaration
    let fields: [TypeDeclaration.Member]

    func write(into writer: inout CodeWriter) {
        let head = "struct \(declaration.name): Hashable, Sendable"
        writer.type(head, named: declaration.name, conformingTo: "CandidCodable") { writer in
            for field in fields { write(field, into: &writer) }
            if !fields.isEmpty { writer.line() }
            writeInitializer(into: &writer)
        } conformance: { writer in
            writer.writeKey(of: declaration)
            writeType(into: &writer)
            writer.line()
            writeEncoding(into: &writer)
            writer.line()
            writeDecoding(into: &writer)
        }
    }

    private func write(_ field: TypeDeclaration.Member, into writer: inout CodeWriter) {
        writer.documentation(field.documentation)
        let name = SwiftWords.escaped(field.name)
        guard field.isBoxed else {
            writer.line("var \(name): \(field.typeText)")
            return
        }
        writer.block("var \(name): \(field.typeText)") { writer in
            writer.line("get { \(field.boxName).value }")
            writer.line("set { \(field.boxName).value = newValue }")
        }
        writer.line("private var \(field.boxName): Boxed<\(field.typeText)>")
    }

    private func writeInitializer(into writer: inout CodeWriter) {
        let parameters = fields.map { "\(SwiftWords.escaped($0.name)): \($0.typeText)" }
        let oneLine = "init(\(parameters.joined(separator: ", ")))"
        let assign: (inout CodeWriter) -> Void = { writer in
            for field in fields { assignment(field, SwiftWords.escaped(field.name), into: &writer) }
        }
        if fields.isEmpty {
            writer.line("init() {}")
        } else if oneLine.count <= 110 {
            writer.block(oneLine, assign)
        } else {
            writer.line("init(")
            writer.indented { writer in
                for (index, parameter) in parameters.enumerated() {
                    writer.line(parameter + (index < parameters.count - 1 ? "," : ""))
                }
            }
            writer.block(")", assign)
        }
    }

    private func assignment(_ field: TypeDeclaration.Member, _ value: String, into writer: inout CodeWriter) {
        if field.isBoxed {
            writer.line("\(field.boxName) = Boxed(\(value))")
        } else {
            writer.line("self.\(SwiftWords.escaped(field.name)) = \(value)")
        }
    }

    private func writeType(into writer: inout CodeWriter) {
        writer.block("static func candidType(in table: inout TypeTable) -> TypeReference") { writer in
            if fields.isEmpty {
                writer.line("table.record\(declaration.keyArgument) { _ in }")
            } else {
                writer.block("table.record\(declaration.keyArgument) { table in", isOpen: true) { writer in
                    for field in fields {
                        let type = field.type?.metatype ?? "Null.self"
                        writer.line("table.field(\(field.idLiteral), \(type))\(field.labelComment)")
                    }
                }
            }
        }
    }

    private func writeEncoding(into writer: inout CodeWriter) {
        if fields.isEmpty {
            writer.line("func encode(into writer: inout ByteWriter) {}")
            return
        }
        writer.block("func encode(into writer: inout ByteWriter)") { writer in
            for field in fields {
                let name = SwiftWords.escaped(field.name)
                writer.line("\(field.name == "writer" ? "self." : "")\(name).encode(into: &writer)")
            }
        }
    }

    /// Fields stand in a message in the order of their ids, as they do here.
    private func writeDecoding(into writer: inout CodeWriter) {
        writer.block("init(from decoder: CandidDecoder, as type: WireType) throws(CandidError)") { writer in
            writer.line("var fields = try decoder.record(type)")
            for field in fields {
                let value = "decoder.field(\(field.idLiteral), \(textLiteral(field.label.shown)), of: &fields)"
                assignment(field, "try \(value)", into: &writer)
            }
            writer.line("try decoder.end(&fields)")
        }
    }
}

extension TypeDeclaration.Member {
    var typeText: String { type?.text ?? "Null" }

    /// Where the box of the value lies.
    var boxName: String { "_\(name)" }

    /// The id as the code has it.
    var idLiteral: String { numberLiteral(label.id) }

    /// The label, where the id does not say it.
    var labelComment: String {
        guard case .name(let name) = label else { return "" }
        return "  // \(commentText(name))"
    }
}
