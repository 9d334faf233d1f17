import BalancedTrees
import SHA256

/// Labels side by side with what stands under them: one level of a certified tree.
typealias LabelTree = BalancedTree<LabelRule>

/// What stands under a label: a value, or more labels. It belongs to one tree alone.
final class LabelEntry: @unchecked Sendable {
    /// The value; `nil` where more labels stand.
    let leaf: CertifiedLeaf?

    /// The labels below this one; none where there is a value.
    var labels = LabelTree()

    /// The digest of the label over this; `nil` after a change.
    private var labeled: Digest?

    /// The fork of ``labeled`` and of what stands to its right, and the latter, which tells whether the fork still
    /// holds: most changes lie to the left of half of the labels above them.
    private var fork: (right: Digest, digest: Digest)?

    /// What stands under a label where there was nothing: a value, or no labels yet.
    init(_ leaf: CertifiedLeaf?) { self.leaf = leaf }

    /// Forgets the digests, after a change below.
    func changed() {
        labeled = nil
        fork = nil
    }

    /// The digest of what stands under the label.
    var content: Digest { leaf?.nodeDigest ?? labels.digest }

    /// The digest of the label over this.
    func digest(under label: Label) -> Digest {
        if let labeled { return labeled }
        let digest = HashTreeDigest.labeled(label.bytes, content)
        labeled = digest
        return digest
    }

    /// The same, joined with what stands to the right.
    func digest(under label: Label, right: Digest?) -> Digest {
        guard let right else { return digest(under: label) }
        if let fork, fork.right == right { return fork.digest }
        let digest = HashTreeDigest.fork(digest(under: label), right)
        fork = (right, digest)
        return digest
    }
}

/// The digest of a part of the labels. A node is `fork(left, fork(label, right))`, without the sides that are not
/// there.
enum LabelRule: SummaryRule {
    static var isKept: Bool { true }

    static func summary(of key: Label, _ value: LabelEntry, left: Digest?, right: Digest?) -> Digest {
        let withoutLeft = value.digest(under: key, right: right)
        guard let left else { return withoutLeft }
        return HashTreeDigest.fork(left, withoutLeft)
    }
}

extension BalancedTree where Rule == LabelRule {
    /// The digest of all labels.
    var digest: Digest { root?.summary ?? HashTreeDigest.empty }

    /// Tells that something changed below a label that is there.
    mutating func changed(below label: Label) {
        withValue(of: label) { entry in entry.changed() }
    }
}
