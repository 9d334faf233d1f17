import ICCertificates

/// The bytes of a message around an offset, with a caret below it.
enum HexadecimalExcerpt {
    /// How many bytes are shown before and behind.
    static let reach = 16

    static func of(_ bytes: [UInt8], at offset: Int) -> String {
        let offset = min(max(offset, 0), bytes.count)
        let start = max(0, offset - reach)
        let end = min(bytes.count, offset + reach)
        let digits = bytes[start..<end].map { [$0].hex }.joined(separator: " ")
        let before = start > 0 ? "… " : ""
        let place = before.count + 3 * (offset - start)
        return "    \(before)\(digits)\(end < bytes.count ? " …" : "")\n    \(String(repeating: " ", count: place))^"
    }
}
