/// The shape of a balanced tree: how its nodes hang together, whatever they hold.
///
/// It stands apart from ``BalancedTree`` because it is the same code for all keys and values: a canister with seven
/// kinds of maps has it once.
struct TreeShape {
    typealias Link = UnsafeMutablePointer<Node>

    /// The part of a node that the shape is made of; a node begins with it.
    struct Node {
        var left: Link?
        var right: Link?
        var parent: Link?
        /// The number of nodes on the longest way down, this one included.
        var height: Int8 = 1
        /// Whether the summary is out of date; then those of all nodes above are too.
        var isStale = true
    }

    /// The node above all others.
    var top: Link?

    /// Hangs a new node below another, or at the top where there is none.
    mutating func add(_ node: Link, below parent: Link?, isLeft: Bool) {
        node.pointee.parent = parent
        guard let parent else {
            top = node
            return
        }
        if isLeft { parent.pointee.left = node } else { parent.pointee.right = node }
        rebalance(from: parent)
    }

    /// Takes a node out that has at most one child.
    mutating func remove(_ node: Link) {
        let parent = node.pointee.parent
        replace(node, below: parent, by: node.pointee.left ?? node.pointee.right)
        if let parent { rebalance(from: parent) }
    }

    /// Puts the heights right from a node up to the top, and turns what leans by more than one.
    private mutating func rebalance(from start: Link) {
        var next: Link? = start
        while let node = next {
            let (left, right) = (TreeShape.height(node.pointee.left), TreeShape.height(node.pointee.right))
            let before = node.pointee.height
            var top = node
            if left > right + 1, let child = node.pointee.left {
                if TreeShape.height(child.pointee.left) < TreeShape.height(child.pointee.right) { turnLeft(child) }
                top = turnRight(node)
            } else if right > left + 1, let child = node.pointee.right {
                if TreeShape.height(child.pointee.right) < TreeShape.height(child.pointee.left) { turnRight(child) }
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
        TreeShape.settle(node, below: child)
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
        TreeShape.settle(node, below: child)
        return child
    }

    /// Puts the heights of two nodes right that changed places; their summaries are out of date.
    private static func settle(_ node: Link, below parent: Link) {
        settle(node)
        settle(parent)
    }

    private static func settle(_ node: Link) {
        node.pointee.height = max(height(node.pointee.left), height(node.pointee.right)) + 1
        node.pointee.isStale = true
    }

    /// Hangs another subtree in the place of a node.
    private mutating func replace(_ node: Link, below parent: Link?, by other: Link?) {
        other?.pointee.parent = parent
        guard let parent else {
            top = other
            return
        }
        if parent.pointee.left == node { parent.pointee.left = other } else { parent.pointee.right = other }
    }

    /// Declares the summaries from a node up to the top out of date; where one is, all above it are already.
    static func markStale(from start: Link) {
        var next: Link? = start
        while let node = next, !node.pointee.isStale {
            node.pointee.isStale = true
            next = node.pointee.parent
        }
    }

    /// The leftmost node.
    var first: Link? {
        guard let top else { return nil }
        return TreeShape.first(below: top)
    }

    /// The rightmost node.
    var last: Link? {
        var next = top
        while let node = next, let right = node.pointee.right { next = right }
        return next
    }

    /// The leftmost node of a subtree.
    static func first(below subtree: Link) -> Link {
        var node = subtree
        while let left = node.pointee.left { node = left }
        return node
    }

    /// The next node to the right.
    static func successor(of node: Link) -> Link? {
        if let right = node.pointee.right { return first(below: right) }
        var child = node
        while let parent = child.pointee.parent {
            if parent.pointee.left == child { return parent }
            child = parent
        }
        return nil
    }

    /// Takes a leaf off a subtree, to take it apart without recursion; nil when it is all gone.
    ///
    /// - Parameter next: where to go on; the subtree's top at first.
    static func takeLeaf(_ next: inout Link?) -> Link? {
        while let node = next {
            if let left = node.pointee.left {
                node.pointee.left = nil
                next = left
            } else if let right = node.pointee.right {
                node.pointee.right = nil
                next = right
            } else {
                next = node.pointee.parent
                return node
            }
        }
        return nil
    }
}
