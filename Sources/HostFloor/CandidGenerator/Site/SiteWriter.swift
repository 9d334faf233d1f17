import SHA256

/// Writes the files of a site: their bytes become text literals, which the compiler puts into the module's data as they
/// are, in no time.
struct SiteWriter {
    let target: String
    /// None where the folder is not there.
    let files: [SiteFolder.File]

    func write(into writer: inout CodeWriter) {
        writer.block("extension \(target)") { writer in
            writer.line("/// What lies in the folder `\(SiteFolder.name)`.")
            writer.block("static var siteFiles: [SiteFile]") { writer in
                writer.line("[")
                writer.indented { writer in
                    for file in files { write(file, into: &writer) }
                }
                writer.line("]")
            }
        }
    }

    private func write(_ file: SiteFolder.File, into writer: inout CodeWriter) {
        writer.line("SiteFile(")
        writer.indented { writer in
            writer.line("\(textLiteral(file.path)), type: \(textLiteral(ContentType.of(file.path))),")
            writer.line("hash: (\(Self.hash(of: file.bytes))),")
            if let text = String(validating: file.bytes, as: UTF8.self) {
                writer.line("text: \(textLiteral(text))),")
            } else {
                let packed = Self.packed(file.bytes)
                writer.line("count: \(file.bytes.count), packed: \(textLiteral(packed))),")
            }
        }
    }

    /// The SHA-256 of bytes as four literals.
    private static func hash(of bytes: [UInt8]) -> String {
        let hash = SHA256.hash(bytes).bytes
        return stride(from: 0, to: 32, by: 8).map { start in
            "0x" + String(hash[start..<(start + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, radix: 16)
        }.joined(separator: ", ")
    }

    /// The bits of bytes, the highest first, seven to an ASCII character; the last is filled up with zeros.
    static func packed(_ bytes: [UInt8]) -> String {
        var characters: [UInt8] = []
        characters.reserveCapacity(bytes.count / 7 * 8 + 8)
        var (bits, known) = (UInt32(0), UInt32(0))
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            known += 8
            while known >= 7 {
                known -= 7
                characters.append(UInt8(truncatingIfNeeded: bits >> known) & 0x7f)
            }
        }
        if known > 0 { characters.append(UInt8(truncatingIfNeeded: bits << (7 - known)) & 0x7f) }
        return String(decoding: characters, as: UTF8.self)
    }
}
