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
        let checksum = withUnsafeBytes { CRC32.checksum(of: $0) }
        let characters = (8 * (4 + count) + 4) / 5
        let end = writer.count + characters + (characters - 1) / 5
        writer.reserve(Self.maximumTextCount + 11)
        // The checksum and the bytes, without the length, as one string of bits that moves to the left.
        var bits0 = UInt64(checksum) &<< 32 | word0 &>> 32
        var bits1 = word0 &<< 32 | word1 &>> 32
        var bits2 = word1 &<< 32 | word2 &>> 32
        var bits3 = word2 &<< 32 | word3 &>> 32
        var bits4 = (word3 & ~0xff) &<< 32
        while writer.count < end {
            // Eight bytes are written, the next group goes over the last two.
            writer.write(littleEndian: Base32.group(bits0 &>> 39))
            writer.truncate(to: writer.count &- 2)
            bits0 = bits0 &<< 25 | bits1 &>> 39
            bits1 = bits1 &<< 25 | bits2 &>> 39
            bits2 = bits2 &<< 25 | bits3 &>> 39
            bits3 = bits3 &<< 25 | bits4 &>> 39
            bits4 &<<= 25
        }
        writer.truncate(to: end)
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
    /// Five characters, of 25 bits, and a hyphen, the first character in the lowest byte.
    @inline(__always)
    static func group(_ bits: UInt64) -> UInt64 {
        // A value a byte.
        let values =
            bits &>> 20 & 31 | (bits &>> 15 & 31) &<< 8 | (bits &>> 10 & 31) &<< 16 | (bits &>> 5 & 31) &<< 24
            | (bits & 31) &<< 32
        // Digits are from 26 on: adding 102 carries those into the top bit of their byte.
        let letters = ~(values &+ 0x66_6666_6666) &>> 7 & 0x01_0101_0101
        // "2" is 24 above 26, "a" is 97 above 0, which is 73 more.
        return values &+ 0x2d18_1818_1818 &+ letters &* 73
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
