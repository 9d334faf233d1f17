/// Why bytes or a text are not the key, or the signature, that was expected.
public enum KeyEncodingError: Error, Hashable, Sendable {
    // DER (ITU-T X.690).

    /// The bytes end where something more had to follow.
    case truncated(offset: Int, expected: String)
    /// An element has another tag.
    case unexpectedTag(offset: Int, expected: String, found: UInt8)
    /// A length or a number that is not in its only form, or beyond what the bytes can hold.
    case notDistinguished(offset: Int, what: String)
    /// Bytes follow where an element had to end.
    case trailingBytes(offset: Int, count: Int)

    // Keys.

    /// A version number that the format does not have.
    case unknownVersion(format: String, found: UInt64)
    /// A key of an algorithm or curve that is not taken here.
    case unsupportedAlgorithm(ObjectIdentifier)
    /// A key, or part of one, that is longer or shorter than its kind is.
    case size(of: String, expected: Int, found: Int)
    /// A signature that is longer or shorter than expected.
    case signatureNumber(size: Int)

    // PEM (RFC 7468).

    /// The text has no block between `-----BEGIN …-----` and `-----END …-----`.
    case noBlock
    /// A block is not ended by the line that belongs to it.
    case unendedBlock(label: String)
    /// What stands in a block is not Base64.
    case invalidBase64(label: String)
    /// No block is a private key; these are there.
    case noPrivateKey(found: [String])
    /// The private key is encrypted.
    case encrypted(label: String)
}

extension KeyEncodingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .truncated(let offset, let expected):
            "the key ends at byte \(offset), where \(expected) was expected"
        case .unexpectedTag(let offset, let expected, let found):
            "the key has an element with tag 0x\(String(found, radix: 16)) at byte \(offset), where \(expected) was "
                + "expected"
        case .notDistinguished(let offset, let what):
            "the key is not DER: \(what) at byte \(offset)"
        case .trailingBytes(let offset, let count):
            "the key ends at byte \(offset), but \(count) bytes follow"
        case .unknownVersion(let format, let found):
            "the key is of version \(found) of \(format), which is not known"
        case .unsupportedAlgorithm(let algorithm):
            "a key of \(algorithm) is not supported; supported are Ed25519, and ECDSA on P-256 or secp256k1"
        case .size(let part, let expected, let found):
            "\(part) has \(found) bytes, where \(expected) were expected"
        case .signatureNumber(let size):
            "the signature has a number of \(size) bytes, where at most 32 were expected"
        case .noBlock: "the text has no PEM block, which would begin with -----BEGIN"
        case .unendedBlock(let label): "the PEM block '\(label)' has no line -----END \(label)-----"
        case .invalidBase64(let label): "the PEM block '\(label)' is not Base64"
        case .noPrivateKey(let found):
            "the text has no private key, only " + found.map { "'\($0)'" }.joined(separator: ", ")
        case .encrypted(let label):
            "the private key in the PEM block '\(label)' is encrypted, which is not supported; decrypt it with "
                + "'openssl pkey -in FILE -out PLAIN_FILE'"
        }
    }
}
