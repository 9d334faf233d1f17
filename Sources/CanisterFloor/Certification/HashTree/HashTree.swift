import Bytes
import SHA256

/// A hash tree of the Internet Computer, whole or with parts pruned (Interface Specification, "Certification").
///
/// Whoever holds the digest of the whole tree can be convinced of any part by a tree that has the rest pruned, since
/// both have the same ``digest``.
public indirect enum HashTree: Hashable, Sendable {
    /// Nothing.
    case empty
    /// Two trees side by side; all labels at the top of the first are smaller than those of the second.
    case fork(HashTree, HashTree)
    /// A tree under a label.
    case labeled([UInt8], HashTree)
    /// A value.
    case leaf([UInt8])
    /// What is known by its digest alone.
    case pruned(Digest)

    /// The digest of the whole tree that this is, or is a pruned form of.
    ///
    /// The recursion goes as deep as the tree: at most ``HashTreeLimits/depth`` for a decoded one.
    public var digest: Digest {
        switch self {
        case .empty: HashTreeDigest.empty
        case .fork(let left, let right): HashTreeDigest.fork(left.digest, right.digest)
        case .labeled(let label, let tree): HashTreeDigest.labeled(label, tree.digest)
        case .leaf(let value): HashTreeDigest.leaf(value)
        case .pruned(let digest): digest
        }
    }
}

/// The digests of the kinds of nodes: SHA-256 over a domain separator and the node's parts.
public enum HashTreeDigest {
    /// The digest of a tree with nothing in it.
    public static var empty: Digest { SHA256.hash("\u{11}ic-hashtree-empty") }

    /// The digest of two trees side by side.
    @inline(__always)
    public static func fork(_ left: Digest, _ right: Digest) -> Digest {
        SHA256.hash(prefix: "\u{10}ic-hashtree-fork", left, right)
    }

    /// The digest of a tree under a label.
    public static func labeled(_ label: [UInt8], _ tree: Digest) -> Digest {
        var hasher = labelHasher
        hasher.update(label)
        hasher.update(tree)
        return hasher.finalize()
    }

    /// The digest of a value.
    public static func leaf(_ value: [UInt8]) -> Digest {
        var hasher = SHA256()
        hasher.update("\u{10}ic-hashtree-leaf")
        hasher.update(value)
        return hasher.finalize()
    }

    /// The digest of a value that is a digest itself.
    @inline(__always)
    public static func leaf(_ value: Digest) -> Digest {
        SHA256.hash(prefix: "\u{10}ic-hashtree-leaf", value)
    }

    /// A hasher that has taken in what the digest of a labeled tree begins with: the label and the tree's digest are to
    /// follow.
    static var labelHasher: SHA256 {
        var hasher = SHA256()
        hasher.update("\u{13}ic-hashtree-labeled")
        return hasher
    }
}
