import SHA256

/// A value in a certified tree.
public enum CertifiedLeaf: Hashable, Sendable {
    /// The value itself.
    case bytes([UInt8])
    /// A value that is a digest, most often that of something too large for a tree, which is kept elsewhere.
    case digest(Digest)

    /// The bytes that a verifier finds.
    public var bytes: [UInt8] {
        switch self {
        case .bytes(let bytes): bytes
        case .digest(let digest): digest.bytes
        }
    }

    /// The digest of the leaf as a node of a hash tree.
    var nodeDigest: Digest {
        switch self {
        case .bytes(let bytes): HashTreeDigest.leaf(bytes)
        case .digest(let digest): HashTreeDigest.leaf(digest)
        }
    }
}
