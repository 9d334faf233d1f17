import CandidLanguage

/// Writes a variant as an enum.
struct EnumerationWriter {
    let declaration: TypeDeclaration
    let tags: [TypeDeclaration.Member]
    let isIndirect: Bool

    func write(into writer: inout CodeWriter) {
        let head = "\(isIndirect ? "indirect " : "")enum \(declaration.name): Hashable, Sendable"
        writer.type(head, named: declaration.name, conformingTo: "CandidCodable") { writer in
            for tag in tags {
                writer.documentation(tag.documentation)
                let payload = tag.type.map { "(\($0.text))" } ?? ""
                writer.line("case \(SwiftWords.escaped(tag.name))\(payload)")
            }
        } conformance: { writer in
            writer.writeKey(of: declaration)
            writeType(into: &writer)
            writer.line()
            writeEncoding(into: &writer)
            writer.line()
            writeDecoding(into: &writer)
        }
    }

    private func writeType(into writer: inout CodeWriter) {
        writer.block("static func candidType(in table: inout TypeTable) -> TypeReference") { writer in
            if tags.isEmpty {
                writer.line("table.variant\(declaration.keyArgument) { _ in }")
                return
            }
            writer.block("table.variant\(declaration.keyArgument) { table in", isOpen: true) { writer in
                for tag in tags {
                    let call = tag.type.map { "field(\(tag.idLiteral), \($0.metatype))" } ?? "tag(\(tag.idLiteral))"
                    writer.line("table.\(call)\(tag.labelComment)")
                }
            }
        }
    }

    private func writeEncoding(into writer: inout CodeWriter) {
        writer.block("func encode(into writer: inout ByteWriter)") { writer in
            writer.line("switch self {")
            for (position, tag) in tags.enumerated() {
                // One byte in LEB128, as long as it is below 128.
                let number = position < 128 ? "writer.write(\(position))" : "writer.write(leb128: \(position))"
                let name = SwiftWords.escaped(tag.name)
                guard tag.type != nil else {
                    writer.line("case .\(name): \(number)")
                    continue
                }
                writer.line("case .\(name)(let value):")
                writer.indented { writer in
                    writer.line(number)
                    writer.line("value.encode(into: &writer)")
                }
            }
            writer.line("}")
        }
    }

    private func writeDecoding(into writer: inout CodeWriter) {
        writer.block("init(from decoder: CandidDecoder, as type: WireType) throws(CandidError)") { writer in
            writer.line("let tag = try decoder.variant(type)")
            guard !tags.isEmpty else {
                writer.line("throw decoder.unexpectedTag(tag.id)")
                return
            }
            writer.line("switch tag.id {")
            for tag in tags {
                let name = SwiftWords.escaped(tag.name)
                writer.line("case \(tag.idLiteral):\(tag.labelComment)")
                writer.indented { writer in
                    if let type = tag.type {
                        writer.line("self = .\(name)(try \(type.text.constructed)(from: decoder, as: tag.type))")
                    } else {
                        writer.line("_ = try Null(from: decoder, as: tag.type)")
                        writer.line("self = .\(name)")
                    }
                }
            }
            writer.line("default: throw decoder.unexpectedTag(tag.id)")
            writer.line("}")
        }
    }
}
