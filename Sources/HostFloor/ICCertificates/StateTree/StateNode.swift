import Certification
import SHA256

/// What stands under a label of the state: a value, or more labels.
enum StateNode: Sendable {
    /// A value and the digest of its leaf, which is made once since values can be large.
    case value([UInt8], Digest)
    case labels(LabelTree)

    init(_ value: [UInt8]) { self = .value(value, HashTreeDigest.leaf(value)) }

    var digest: Digest {
        switch self {
        case .value(_, let digest): digest
        case .labels(let tree): tree.digest
        }
    }

    /// The labels below; none below a value.
    var labels: LabelTree {
        if case .labels(let tree) = self { tree } else { LabelTree() }
    }
}
