import BalancedTrees
import SHA256

/// Labels side by side with what stands under them: one level of a certified tree.
typealias LabelTree = BalancedTree<LabelRule>

/// What stands under a label.
enum LabelContent {
    /// A value, with the digest of the label over it.
    case leaf(CertifiedLeaf, labeled: Digest)
    /// More labels.
    case map(LabelMap)

    /// The digest of the label over this.
    func labeledDigest(_ label: Label) -> Digest {
        switch self {
        case .leaf(_, let labeled): labeled
        case .map(let map): map.labeledDigest(label)
        }
    }
}

/// Labels below a label. A tree of labels holds it as the only one.
final class LabelMap: @unchecked Sendable {
    var labels = LabelTree()

    /// The digest of the label over these; `nil` after a change.
    var labeled: Digest?

    func labeledDigest(_ label: Label) -> Digest {
        if let labeled { return labeled }
        let digest = HashTreeDigest.labeled(label.bytes, labels.digest)
        labeled = digest
        return digest
    }
}

/// The digests of a part of the labels. A node is `fork(left, fork(label, right))`, without the sides that are not
/// there.
struct LabelSummary: Sendable {
    /// The digest of all of it.
    let whole: Digest
    /// The digest without the left side, which witnesses of labels there show as one pruned node.
    let withoutLeft: Digest
}

enum LabelRule: SummaryRule {
    static var isKept: Bool { true }

    static func summary(
        of key: Label, _ value: LabelContent, left: LabelSummary?, right: LabelSummary?
    ) -> LabelSummary {
        var withoutLeft = value.labeledDigest(key)
        if let right { withoutLeft = HashTreeDigest.fork(withoutLeft, right.whole) }
        guard let left else { return LabelSummary(whole: withoutLeft, withoutLeft: withoutLeft) }
        return LabelSummary(whole: HashTreeDigest.fork(left.whole, withoutLeft), withoutLeft: withoutLeft)
    }
}

extension BalancedTree where Rule == LabelRule {
    /// The digest of all labels.
    var digest: Digest { root?.summary.whole ?? HashTreeDigest.empty }

    /// Puts a value under a label.
    mutating func set(_ leaf: CertifiedLeaf, under label: Label) {
        let labeled = HashTreeDigest.labeled(label.bytes, leaf.nodeDigest)
        insert(.leaf(leaf, labeled: labeled), for: label)
    }

    /// The value under a label; `nil` where there is none or more labels.
    borrowing func leaf(under label: Label) -> CertifiedLeaf? {
        guard case .leaf(let leaf, _)? = self[label] else { return nil }
        return leaf
    }
}
