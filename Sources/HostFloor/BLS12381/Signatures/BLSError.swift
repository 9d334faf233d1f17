/// Why bytes are no key or no signature.
public enum BLSError: Error, Hashable, Sendable {
    /// The bytes are no public key.
    case publicKey(PointEncodingError)
    /// The bytes are no signature.
    case signature(PointEncodingError)
    /// The seed has fewer bytes than a secret key needs.
    case seedTooShort(found: Int, minimum: Int)
    /// A secret key has 32 bytes.
    case secretKeyLength(found: Int)
    /// A secret key is an integer from 1 to r - 1, where r is the order of the groups.
    case secretKeyOutOfRange
}

extension BLSError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .publicKey(let error): "the bytes are not a BLS public key: \(error)"
        case .signature(let error): "the bytes are not a BLS signature: \(error)"
        case .seedTooShort(let found, let minimum):
            "the seed of a BLS secret key has \(found) bytes, where at least \(minimum) were expected"
        case .secretKeyLength(let found):
            "the BLS secret key has \(found) bytes, where \(SecretKey.byteCount) were expected"
        case .secretKeyOutOfRange: "the BLS secret key is zero, or not below the order of the group"
        }
    }
}
