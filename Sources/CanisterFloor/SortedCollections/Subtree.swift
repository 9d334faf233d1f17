extension BalancedTree {
    /// A view of a node with all below it, for algorithms that follow the tree's shape, such as those that write a
    /// Merkle witness.
    ///
    /// It refers to the tree's memory: use it only while the tree exists and is not changed.
    public struct Subtree {
        let node: Link

        /// The key of the entry at the top.
        public var key: Key { node.pointee.key }

        /// The value of the entry at the top.
        public var value: Value { node.pointee.value }

        /// The entries with smaller keys.
        public var left: Subtree? { node.pointee.left.map { Subtree(node: $0) } }

        /// The entries with greater keys.
        public var right: Subtree? { node.pointee.right.map { Subtree(node: $0) } }

        /// What the rule makes of this subtree; computed if it is out of date.
        public var summary: Summary { BalancedTree.refresh(node) }
    }

    /// The whole tree by its shape; `nil` if it is empty.
    public var root: Subtree? { top.map { Subtree(node: $0) } }
}
