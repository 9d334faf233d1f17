extension BalancedTree {
    /// Puts the heights right from a node up to the top, and turns what leans by more than one.
    mutating func rebalance(from start: Link) {
        var next: Link? = start
        while let node = next {
            let (left, right) = (
                BalancedTree.height(node.pointee.left), BalancedTree.height(node.pointee.right)
            )
            let before = node.pointee.height
            var top = node
            if left > right + 1, let child = node.pointee.left {
                if BalancedTree.height(child.pointee.left) < BalancedTree.height(child.pointee.right) {
                    turnLeft(child)
                }
                top = turnRight(node)
            } else if right > left + 1, let child = node.pointee.right {
                if BalancedTree.height(child.pointee.right) < BalancedTree.height(child.pointee.left) {
                    turnRight(child)
                }
                top = turnLeft(node)
            } else {
                node.pointee.height = max(left, right) + 1
            }
            if top.pointee.height == before { return }
            next = top.pointee.parent
        }
    }

    @inline(__always)
    private static func height(_ node: Link?) -> Int8 { node?.pointee.height ?? 0 }

    /// Lifts the right child above a node; gives that child.
    @discardableResult
    private mutating func turnLeft(_ node: Link) -> Link {
        guard let child = node.pointee.right else { return node }
        replace(node, below: node.pointee.parent, by: child)
        node.pointee.right = child.pointee.left
        child.pointee.left?.pointee.parent = node
        child.pointee.left = node
        node.pointee.parent = child
        BalancedTree.settle(node, below: child)
        return child
    }

    /// Lifts the left child above a node; gives that child.
    @discardableResult
    private mutating func turnRight(_ node: Link) -> Link {
        guard let child = node.pointee.left else { return node }
        replace(node, below: node.pointee.parent, by: child)
        node.pointee.left = child.pointee.right
        child.pointee.right?.pointee.parent = node
        child.pointee.right = node
        node.pointee.parent = child
        BalancedTree.settle(node, below: child)
        return child
    }

    /// Puts the heights of two nodes right that changed places; their summaries are out of date.
    private static func settle(_ node: Link, below parent: Link) {
        node.pointee.height = max(height(node.pointee.left), height(node.pointee.right)) + 1
        parent.pointee.height = max(height(parent.pointee.left), height(parent.pointee.right)) + 1
        guard Rule.isKept else { return }
        node.pointee.summary = nil
        parent.pointee.summary = nil
    }

    /// Hangs another subtree in the place of a node.
    mutating func replace(_ node: Link, below parent: Link?, by other: Link?) {
        other?.pointee.parent = parent
        guard let parent else {
            top = other
            return
        }
        if parent.pointee.left == node { parent.pointee.left = other } else { parent.pointee.right = other }
    }

    /// Declares the summaries from a node up to the top out of date; where one is, all above it are already.
    static func markStale(from start: Link) {
        guard Rule.isKept else { return }
        var next: Link? = start
        while let node = next, node.pointee.summary != nil {
            node.pointee.summary = nil
            next = node.pointee.parent
        }
    }

    /// The summary of a subtree, computed anew below what is out of date. Its depth is that of the tree.
    static func refresh(_ node: Link) -> Summary {
        if let summary = node.pointee.summary { return summary }
        var left: Summary?
        var right: Summary?
        if let child = node.pointee.left { left = refresh(child) }
        if let child = node.pointee.right { right = refresh(child) }
        let summary = Rule.summary(of: node.pointee.key, node.pointee.value, left: left, right: right)
        node.pointee.summary = summary
        return summary
    }
}
