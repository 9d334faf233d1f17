extension BalancedTree {
    /// A view of a node with all below it, for algorithms that follow the tree's shape, such as those that write a
    /// Merkle witness.
    ///
    /// It refers to the tree's memory: use it only while the tree exists and is not changed.
    public struct Subtree {
        let link: Link

        /// The key of the entry at the top.
        public var key: Key { BalancedTree.node(link).pointee.key }

        /// The value of the entry at the top.
        public var value: Value { BalancedTree.node(link).pointee.value }

        /// The entries with smaller keys.
        public var left: Subtree? { link.pointee.left.map { Subtree(link: $0) } }

        /// The entries with greater keys.
        public var right: Subtree? { link.pointee.right.map { Subtree(link: $0) } }

        /// What the rule makes of this subtree; computed if it is out of date.
        public var summary: Summary { BalancedTree.refresh(link) }
    }

    /// The whole tree by its shape; `nil` if it is empty.
    public var root: Subtree? { shape.top.map { Subtree(link: $0) } }
}
