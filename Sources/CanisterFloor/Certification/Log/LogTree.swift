import Bytes
import SHA256
import BalancedTrees

/// The digests of a subtree of logs. A node is `fork(left, fork(log, right))`, without the parts that have no entry.
struct LogSubtreeDigest: Sendable {
    /// The digest of all of it; `nil` without any entry.
    let whole: Digest?
    /// The digest without the left part: witnesses of logs to the left show this as one pruned node.
    let withoutLeft: Digest?
}

enum LogTreeRule: SummaryRule {
    static var isKept: Bool { true }

    static func summary(
        of key: Label, _ value: LogBox, left: LogSubtreeDigest?, right: LogSubtreeDigest?
    ) -> LogSubtreeDigest {
        let withoutLeft = joined(value.log.root(), right?.whole)
        return LogSubtreeDigest(whole: joined(left?.whole, withoutLeft), withoutLeft: withoutLeft)
    }

    private static func joined(_ left: Digest?, _ right: Digest?) -> Digest? {
        guard let left else { return right }
        guard let right else { return left }
        return HashTreeDigest.fork(left, right)
    }
}

/// The way down to one log, for the witness of some of its entries. At each node the parts beside the way are pruned.
struct LogTreeWitness {
    typealias Subtree = BalancedTree<LogTreeRule>.Subtree

    let key: Label
    /// Holds at least one entry of the log.
    let range: Range<UInt64>

    /// What a node shows: `fork(before, fork(before, fork(part with the log, behind)))`, as far as there is something.
    private struct Step {
        var before: (Digest?, Digest?) = (nil, nil)
        var behind: Digest?
        /// The child where the way goes on; `nil` where the log is.
        var next: Subtree?
    }

    private func step(at subtree: Subtree) -> Step {
        var step = Step()
        if key < subtree.key {
            step.behind = subtree.summary.withoutLeft
            step.next = subtree.left
            return step
        }
        step.before.0 = subtree.left?.summary.whole
        if subtree.key < key {
            step.before.1 = subtree.value.log.root()
            step.next = subtree.right
        } else {
            step.behind = subtree.right?.summary.whole
        }
        return step
    }

    func tree(_ subtree: Subtree) -> HashTree {
        let step = step(at: subtree)
        var tree = step.next.map { self.tree($0) } ?? subtree.value.log.witness(of: range)
        if let behind = step.behind { tree = .fork(tree, .pruned(behind)) }
        if let before = step.before.1 { tree = .fork(.pruned(before), tree) }
        if let before = step.before.0 { tree = .fork(.pruned(before), tree) }
        return tree
    }

    func write(_ subtree: Subtree, to writer: inout ByteWriter) {
        let step = step(at: subtree)
        writePruned(step.before.0, to: &writer)
        writePruned(step.before.1, to: &writer)
        if step.behind != nil { HashTreeNodeWriting.writeFork(to: &writer) }
        if let next = step.next {
            write(next, to: &writer)
        } else {
            subtree.value.log.writeWitness(of: range, to: &writer)
        }
        if let behind = step.behind { HashTreeNodeWriting.writePruned(behind, to: &writer) }
    }

    /// A fork with its left side, where there is one.
    private func writePruned(_ before: Digest?, to writer: inout ByteWriter) {
        guard let before else { return }
        HashTreeNodeWriting.writeFork(to: &writer)
        HashTreeNodeWriting.writePruned(before, to: &writer)
    }

    func size(_ subtree: Subtree) -> Int {
        let step = step(at: subtree)
        var siblings = 0
        if step.behind != nil { siblings &+= 1 }
        if step.before.0 != nil { siblings &+= 1 }
        if step.before.1 != nil { siblings &+= 1 }
        let rest = step.next.map { size($0) } ?? subtree.value.log.witnessSize(of: range)
        return rest &+ siblings &* (HashTreeNodeWriting.forkByteCount &+ HashTreeNodeWriting.prunedByteCount)
    }
}
