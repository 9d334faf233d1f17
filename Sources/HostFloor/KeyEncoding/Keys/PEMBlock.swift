import Foundation

/// A block of a PEM text (RFC 7468): bytes in Base64 between two lines that name what they are.
public struct PEMBlock: Hashable, Sendable {
    /// What the bytes are: `PRIVATE KEY`, for example.
    public let label: String

    /// The lines above the Base64 that have a colon: older formats say there how a key is encrypted.
    public let headers: [String]

    /// The bytes.
    public let bytes: [UInt8]

    /// Makes a block.
    public init(label: String, bytes: [UInt8]) {
        self.label = label
        self.headers = []
        self.bytes = bytes
    }

    private init(label: String, headers: [String], bytes: [UInt8]) {
        self.label = label
        self.headers = headers
        self.bytes = bytes
    }

    /// The block as a text, with 64 characters a line and a line end after the last.
    public var text: String {
        let base64 = Array(Data(bytes).base64EncodedString())
        let lines = stride(from: 0, to: base64.count, by: 64).map { String(base64[$0..<min($0 + 64, base64.count)]) }
        return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
    }

    /// All blocks in a text; what stands between them is passed over.
    ///
    /// - Throws: ``KeyEncodingError/noBlock`` where there is none, and what is wrong with one.
    public static func blocks(in text: String) throws(KeyEncodingError) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var open: (label: String, lines: [String])?
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if let current = open {
                if line == "-----END \(current.label)-----" {
                    blocks.append(try PEMBlock(label: current.label, lines: current.lines))
                    open = nil
                } else {
                    open?.lines.append(line)
                }
            } else if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----"), line.utf8.count > 16 {
                open = (String(line.dropFirst(11).dropLast(5)), [])
            }
        }
        if let open { throw .unendedBlock(label: open.label) }
        guard !blocks.isEmpty else { throw .noBlock }
        return blocks
    }

    private init(label: String, lines: [String]) throws(KeyEncodingError) {
        let base64 = lines.filter { !$0.contains(":") }.joined()
        guard let data = Data(base64Encoded: base64) else { throw .invalidBase64(label: label) }
        self.init(label: label, headers: lines.filter { $0.contains(":") }, bytes: [UInt8](data))
    }
}
