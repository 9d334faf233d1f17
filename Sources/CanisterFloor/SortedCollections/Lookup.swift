extension BalancedTree {
    /// Whether a key is there.
    public func contains(_ key: Key) -> Bool { node(of: key) != nil }

    /// The value of a key.
    public subscript(key: Key) -> Value? {
        guard let node = node(of: key) else { return nil }
        return node.pointee.value
    }

    /// Lends the value of a key for reading, without a copy.
    ///
    /// - Returns: what the closure gives; `nil`, without calling it, if the key is not there.
    public func readValue<Result, Failure: Error>(
        of key: Key, _ body: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let node = node(of: key) else { return nil }
        return try body(node.pointee.value)
    }

    /// The entry with the smallest key.
    public var first: Entry? { BalancedTree.entry(firstNode) }

    /// The entry with the greatest key.
    public var last: Entry? {
        var next = top
        while let node = next, let right = node.pointee.right { next = right }
        return BalancedTree.entry(next)
    }

    /// The entry with the smallest key that is greater than a key, whether that one is there or not.
    public func first(after key: Key) -> Entry? { BalancedTree.entry(firstNode(after: key)) }

    /// The entry with the smallest key that is not less than a key.
    public func first(from key: Key) -> Entry? { BalancedTree.entry(firstNode(from: key)) }

    /// The entry with the greatest key that is less than a key, whether that one is there or not.
    public func last(before key: Key) -> Entry? {
        var smaller: Link?
        var next = top
        while let node = next {
            if node.pointee.key < key {
                smaller = node
                next = node.pointee.right
            } else {
                next = node.pointee.left
            }
        }
        return BalancedTree.entry(smaller)
    }

    /// Calls a closure with every entry, in the order of the keys.
    public func forEach<Failure: Error>(
        _ body: (Key, borrowing Value) throws(Failure) -> Void
    ) throws(Failure) {
        var next = firstNode
        while let node = next {
            try body(node.pointee.key, node.pointee.value)
            next = BalancedTree.successor(of: node)
        }
    }

    /// Calls a closure with entries in the order of the keys, for as long as it asks for more.
    ///
    /// This is how long work is cut in slices: a slice begins behind the last key of the one before.
    ///
    /// - Parameters:
    ///   - key: where to begin: behind this key, or with the first entry if it is `nil`.
    ///   - body: gives `false` to stop after this entry.
    /// - Returns: the key of the entry after which the closure stopped; `nil` when no entries were left.
    @discardableResult
    public func visit<Failure: Error>(
        after key: Key?, _ body: (Key, borrowing Value) throws(Failure) -> Bool
    ) throws(Failure) -> Key? {
        var next: Link?
        if let key { next = firstNode(after: key) } else { next = firstNode }
        while let node = next {
            next = BalancedTree.successor(of: node)
            if try !body(node.pointee.key, node.pointee.value), next != nil { return node.pointee.key }
        }
        return nil
    }

    func node(of key: Key) -> Link? {
        guard let node = firstNode(from: key), !(key < node.pointee.key) else { return nil }
        return node
    }

    func firstNode(from key: Key) -> Link? {
        var notSmaller: Link?
        var next = top
        while let node = next {
            if node.pointee.key < key {
                next = node.pointee.right
            } else {
                notSmaller = node
                next = node.pointee.left
            }
        }
        return notSmaller
    }

    func firstNode(after key: Key) -> Link? {
        var greater: Link?
        var next = top
        while let node = next {
            if key < node.pointee.key {
                greater = node
                next = node.pointee.left
            } else {
                next = node.pointee.right
            }
        }
        return greater
    }

    var firstNode: Link? {
        guard let top else { return nil }
        return BalancedTree.first(below: top)
    }

    static func first(below subtree: Link) -> Link {
        var node = subtree
        while let left = node.pointee.left { node = left }
        return node
    }

    static func successor(of node: Link) -> Link? {
        if let right = node.pointee.right { return first(below: right) }
        var child = node
        while let parent = child.pointee.parent {
            if parent.pointee.left == child { return parent }
            child = parent
        }
        return nil
    }

    private static func entry(_ node: Link?) -> Entry? {
        guard let node else { return nil }
        return (node.pointee.key, node.pointee.value)
    }
}
