import Certification
import SHA256

/// An ordered map from labels to parts of the state, as a balanced tree that knows its digest.
///
/// It is persistent: a change makes anew only the way to what changed and shares the rest, so an older state can be
/// kept, and read by any thread, at the cost of what changed since. Labels stand in the leaves alone, so the tree is the
/// shape of the forks that certify it: at most 2.5 times the binary logarithm of the number of labels deep.
struct LabelTree: Sendable {
    /// A leaf with its label, or two trees side by side. Immutable.
    final class Node: Sendable {
        enum Kind: Sendable {
            case leaf(StateNode)
            case fork(Node, Node)
        }

        let kind: Kind
        /// The smallest label.
        let first: [UInt8]
        let count: Int
        let digest: Digest

        init(_ label: [UInt8], _ node: StateNode) {
            kind = .leaf(node)
            first = label
            count = 1
            digest = HashTreeDigest.labeled(label, node.digest)
        }

        init(_ left: Node, _ right: Node) {
            kind = .fork(left, right)
            first = left.first
            count = left.count + right.count
            digest = HashTreeDigest.fork(left.digest, right.digest)
        }
    }

    private(set) var root: Node?

    var isEmpty: Bool { root == nil }

    var digest: Digest { root?.digest ?? HashTreeDigest.empty }

    /// What stands under a label.
    subscript(label: [UInt8]) -> StateNode? { neighbours(of: label).here }

    mutating func insert(_ node: StateNode, under label: [UInt8]) {
        root = root.map { Self.inserting(node, label, in: $0) } ?? Node(label, node)
    }

    mutating func remove(_ label: [UInt8]) {
        root = root.flatMap { Self.removing(label, in: $0) }
    }

    /// What stands under a label, and the labels beside the place where it is or would be.
    func neighbours(of label: [UInt8]) -> (before: [UInt8]?, here: StateNode?, after: [UInt8]?) {
        var before: Node?
        var after: [UInt8]?
        var next = root
        while let node = next {
            switch node.kind {
            case .fork(let left, let right):
                if label.precedes(right.first) {
                    after = right.first
                    next = left
                } else {
                    before = left
                    next = right
                }
            case .leaf(let value):
                if label == node.first { return (before?.last, value, after) }
                return label.precedes(node.first) ? (before?.last, nil, node.first) : (node.first, nil, after)
            }
        }
        return (nil, nil, nil)
    }
}

extension LabelTree {
    private static func inserting(_ value: StateNode, _ label: [UInt8], in node: Node) -> Node {
        switch node.kind {
        case .leaf:
            if label == node.first { return Node(label, value) }
            let new = Node(label, value)
            return label.precedes(node.first) ? Node(new, node) : Node(node, new)
        case .fork(let left, let right):
            return label.precedes(right.first)
                ? balanced(inserting(value, label, in: left), right)
                : balanced(left, inserting(value, label, in: right))
        }
    }

    private static func removing(_ label: [UInt8], in node: Node) -> Node? {
        switch node.kind {
        case .leaf: return label == node.first ? nil : node
        case .fork(let left, let right):
            if label.precedes(right.first) {
                guard let rest = removing(label, in: left) else { return right }
                return rest === left ? node : balanced(rest, right)
            }
            guard let rest = removing(label, in: right) else { return left }
            return rest === right ? node : balanced(left, rest)
        }
    }

    /// Two trees side by side of which one grew or shrank by one: neither may have more than three times the labels of
    /// the other, or one rotation, simple or double, makes it so.
    private static func balanced(_ left: Node, _ right: Node) -> Node {
        if left.count > 3 * right.count, case .fork(let outer, let inner) = left.kind {
            if inner.count >= 2 * outer.count, case .fork(let first, let second) = inner.kind {
                return Node(Node(outer, first), Node(second, right))
            }
            return Node(outer, Node(inner, right))
        }
        if right.count > 3 * left.count, case .fork(let inner, let outer) = right.kind {
            if inner.count >= 2 * outer.count, case .fork(let first, let second) = inner.kind {
                return Node(Node(left, first), Node(second, outer))
            }
            return Node(Node(left, inner), outer)
        }
        return Node(left, right)
    }
}

extension LabelTree.Node {
    /// The greatest label.
    fileprivate var last: [UInt8] {
        var node = self
        while case .fork(_, let right) = node.kind { node = right }
        return node.first
    }
}

extension [UInt8] {
    func precedes(_ other: [UInt8]) -> Bool { lexicographicallyPrecedes(other) }
}
