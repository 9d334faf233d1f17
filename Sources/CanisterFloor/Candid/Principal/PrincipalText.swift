import Bytes

/// The textual form (Interface Specification, "Textual representation of principals"): CRC-32 of the bytes, most
/// significant byte first, then the bytes, in base 32 without padding, lower case, a hyphen after every five.
extension Principal {
    /// The length of the longest text: 53 characters and 10 hyphens.
    public static let maximumTextCount = 63

    /// The textual form.
    public var text: String {
        var writer = ByteWriter(capacity: Self.maximumTextCount)
        writeText(into: &writer)
        return writer.text
    }

    /// Writes the textual form as ASCII, without making a `String`.
    public func writeText(into writer: inout ByteWriter) {
        writer.reserve(Self.maximumTextCount)
        // The checksum and the principal's words are one string of bits, of which `window` holds the next ones.
        let checksum = withUnsafeBytes { CRC32.checksum(of: $0) }
        var window = UInt64(checksum)
        var bits: UInt64 = 32
        var rest = self
        var bytesLeft = count
        var group = 5
        while true {
            if bits < 5 {
                if bytesLeft > 0 {
                    window = window &<< 8 | rest.popFirst()
                    bits &+= 8
                    bytesLeft &-= 1
                } else if bits > 0 {
                    window &<<= 5 &- bits
                    bits = 5
                } else {
                    return
                }
            }
            if group == 0 {
                writer.write(UInt8(ascii: "-"))
                group = 5
            }
            bits &-= 5
            group &-= 1
            writer.write(Base32.character(of: UInt8(truncatingIfNeeded: window &>> bits) & 31))
        }
    }

    /// Moves all bytes forward by one and gives the first.
    private mutating func popFirst() -> UInt64 {
        let first = word0 &>> 56
        word0 = word0 &<< 8 | word1 &>> 56
        word1 = word1 &<< 8 | word2 &>> 56
        word2 = word2 &<< 8 | word3 &>> 56
        word3 = word3 &<< 8
        return first
    }

    /// Reads the textual form.
    ///
    /// - Throws: ``PrincipalError`` for all but the canonical text of a principal.
    public init(text: String) throws(PrincipalError) {
        try self.init(text: Array(text.utf8))
    }

    /// Reads the textual form from its ASCII bytes.
    ///
    /// - Throws: ``PrincipalError`` for all but the canonical text of a principal.
    public init(text: [UInt8]) throws(PrincipalError) {
        guard text.count <= 2 * Self.maximumTextCount else { throw .tooLong(count: text.count) }
        let decoded = try Base32.decode(text)
        guard decoded.count >= 4 else { throw .tooShort(count: text.count) }
        var reader = ByteReader(decoded)
        let found = reader.read(bigEndian: UInt32.self) ?? 0
        let principal = try Principal(bytes: Array(decoded[4...]))
        let expected = principal.withUnsafeBytes { CRC32.checksum(of: $0) }
        guard found == expected else { throw .checksumMismatch(expected: expected, found: found) }
        var canonical = ByteWriter(capacity: Self.maximumTextCount)
        principal.writeText(into: &canonical)
        guard canonical.bytes == text else { throw .notCanonical(principal) }
        self = principal
    }
}

extension Principal: CustomStringConvertible {
    /// The textual form.
    public var description: String { text }
}

/// Base 32 with the lower case alphabet `a`-`z`, `2`-`7` (RFC 4648, section 6).
enum Base32 {
    /// The character of a value below 32.
    @inline(__always)
    static func character(of value: UInt8) -> UInt8 {
        value < 26 ? value &+ 97 : value &+ 24
    }

    /// Decodes a text in either case, hyphens left out. Bits that fill no byte at the end are dropped.
    static func decode(_ text: [UInt8]) throws(PrincipalError) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count * 5 / 8)
        var window: UInt32 = 0
        var bits: UInt32 = 0
        for offset in 0..<text.count {
            let character = text[offset]
            let value: UInt8
            switch character {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - UInt8(ascii: "a")
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - UInt8(ascii: "A")
            case UInt8(ascii: "2")...UInt8(ascii: "7"): value = character - UInt8(ascii: "2") + 26
            case UInt8(ascii: "-"): continue
            default: throw .invalidCharacter(character, offset: offset)
            }
            window = window &<< 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                decoded.append(UInt8(truncatingIfNeeded: window &>> bits))
            }
        }
        return decoded
    }
}
