import Bytes

/// Why bytes or a text are not a principal.
public enum PrincipalError: Error, Hashable, Sendable {
    /// There are more than 29 bytes.
    case tooLong(count: Int)

    /// A digest for a self-authenticating principal is not 28 bytes long.
    case digestLength(count: Int)

    /// The text has a character that is neither in the base-32 alphabet (`a`-`z`, `2`-`7`) nor a hyphen.
    case invalidCharacter(UInt8, offset: Int)

    /// The text is too short to hold a checksum.
    case tooShort(count: Int)

    /// The checksum in the text is not that of the bytes behind it.
    case checksumMismatch(expected: UInt32, found: UInt32)

    /// The text denotes a principal but is not how it is written: capitals, hyphens elsewhere, or stray bits.
    case notCanonical(Principal)
}

extension PrincipalError: CustomStringConvertible {
    /// A message that tells what is wrong and where.
    public var description: String {
        var writer = ByteWriter(capacity: 128)
        writeMessage(into: &writer)
        return writer.text
    }

    /// Writes ``description`` as UTF-8.
    public func writeMessage(into writer: inout ByteWriter) {
        switch self {
        case .tooLong(let count):
            writer.write("Principal is longer than 29 bytes: ")
            writer.write(decimal: UInt64(count))
        case .digestLength(let count):
            writer.write("A self-authenticating principal needs a digest of 28 bytes, found ")
            writer.write(decimal: UInt64(count))
        case .invalidCharacter(let byte, let offset):
            writer.write("Principal has an invalid character (byte 0x")
            writer.write(hex: byte)
            writer.write(") at offset ")
            writer.write(decimal: UInt64(offset))
        case .tooShort(let count):
            writer.write("Principal is too short: ")
            writer.write(decimal: UInt64(count))
            writer.write(" characters cannot hold a checksum")
        case .checksumMismatch(let expected, let found):
            writer.write("Principal has a wrong checksum: expected ")
            writer.write(hex: expected)
            writer.write(", found ")
            writer.write(hex: found)
        case .notCanonical(let principal):
            writer.write("Principal is not written in its canonical form, which is ")
            principal.writeText(into: &writer)
        }
    }
}
