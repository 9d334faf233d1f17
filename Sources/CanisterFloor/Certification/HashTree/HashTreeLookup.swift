import SHA256

extension HashTree {
    /// What a tree says about a path.
    public enum Lookup: Hashable, Sendable {
        /// There is a leaf with this value.
        case found([UInt8])
        /// There is nothing, and the tree proves it.
        case absent
        /// The tree does not tell: what would is pruned. Never take this for ``absent``.
        case unknown
        /// There is a tree where a leaf was asked for.
        case notALeaf
    }

    /// What a tree says about the subtree at a path.
    public enum SubtreeLookup: Hashable, Sendable {
        /// There is this tree; parts of it may be pruned, all of it is not.
        case found(HashTree)
        /// There is nothing, and the tree proves it.
        case absent
        /// The tree does not tell. Never take this for ``absent``.
        case unknown
    }

    /// Looks up the leaf at a path of labels (Interface Specification, "Lookup").
    ///
    /// What it says of absence holds only for trees that are well formed: see ``isWellFormed``.
    public func lookup(_ path: [[UInt8]]) -> Lookup {
        switch lookupSubtree(path) {
        case .absent: .absent
        case .unknown: .unknown
        case .found(.leaf(let value)): .found(value)
        case .found(.empty): .absent
        case .found(.pruned): .unknown
        case .found(.labeled), .found(.fork): .notALeaf
        }
    }

    /// Looks up the subtree at a path of labels.
    public func lookupSubtree(_ path: [[UInt8]]) -> SubtreeLookup {
        var tree = self
        for label in path {
            switch tree.child(label) {
            case .found(let child): tree = child
            case .absent: return .absent
            case .unknown: return .unknown
            }
        }
        if case .pruned = tree { return .unknown }
        return .found(tree)
    }

    /// Looks for a label among the nodes that lie side by side at the top.
    private func child(_ label: [UInt8]) -> SubtreeLookup {
        let nodes = sideBySide
        // The nodes before the place of the label, if nothing pruned lies between: that it ends there, and with what,
        // tells what the place is like.
        var before = Edge.end
        for node in nodes {
            guard case .labeled(let other, let tree) = node else {
                before = .opaque
                continue
            }
            if other == label { return .found(tree) }
            if label.precedes(other) {
                // An equal label can only stand behind here in a tree that is not well formed.
                return before == .opaque ? .unknown : .absent
            }
            before = .label
        }
        if before != .opaque { return .absent }
        // A leaf alone has no labels beside it.
        if nodes.count == 1, case .leaf = nodes[0] { return .absent }
        return .unknown
    }

    private enum Edge { case end, label, opaque }

    /// The nodes other than forks and empty ones at the top, from left to right.
    public var sideBySide: [HashTree] {
        var nodes: [HashTree] = []
        var waiting = [self]
        while let next = waiting.popLast() {
            switch next {
            case .empty: break
            case .fork(let left, let right):
                waiting.append(right)
                waiting.append(left)
            case .labeled, .leaf, .pruned: nodes.append(next)
            }
        }
        return nodes
    }

    /// Whether labels side by side strictly increase and no leaf lies beside anything, in the whole tree.
    ///
    /// Check it on trees from outside before drawing conclusions from absence. A value that was found needs no such
    /// check.
    public var isWellFormed: Bool {
        if case .leaf = self { return true }
        var previous: [UInt8]?
        for node in sideBySide {
            switch node {
            case .leaf, .empty, .fork: return false
            case .pruned: break
            case .labeled(let label, let tree):
                if let previous, !previous.precedes(label) { return false }
                previous = label
                if !tree.isWellFormed { return false }
            }
        }
        return true
    }
}

extension [UInt8] {
    /// Whether these bytes stand before others in bytewise order.
    func precedes(_ other: [UInt8]) -> Bool {
        withUnsafeBufferPointer { left in
            other.withUnsafeBufferPointer { right in
                let shared = Swift.min(left.count, right.count)
                var index = 0
                while index < shared {
                    if left[index] != right[index] { return left[index] < right[index] }
                    index &+= 1
                }
                return left.count < right.count
            }
        }
    }

    /// Whether these bytes begin with others.
    func begins(with other: [UInt8]) -> Bool {
        guard count >= other.count else { return false }
        for index in other.indices where self[index] != other[index] { return false }
        return true
    }
}
