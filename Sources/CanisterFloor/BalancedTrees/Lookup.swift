extension BalancedTree {
    /// Whether a key is there.
    public func contains(_ key: Key) -> Bool { link(of: key) != nil }

    /// The value of a key.
    public subscript(key: Key) -> Value? {
        guard let node = link(of: key) else { return nil }
        return BalancedTree.node(node).pointee.value
    }

    /// How many entries stand above that of a key; `nil` if it is not there.
    public func depth(of key: Key) -> Int? {
        var next = link(of: key)
        var depth = -1
        while let node = next {
            depth &+= 1
            next = node.pointee.parent
        }
        return depth < 0 ? nil : depth
    }

    /// Lends the value of a key for reading, without a copy.
    ///
    /// - Returns: what the closure gives; `nil`, without calling it, if the key is not there.
    public func readValue<Result, Failure: Error>(
        of key: Key, _ body: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let node = link(of: key) else { return nil }
        return try body(BalancedTree.node(node).pointee.value)
    }

    /// The entry with the smallest key.
    public var first: Entry? { BalancedTree.entry(shape.first) }

    /// The entry with the greatest key.
    public var last: Entry? { BalancedTree.entry(shape.last) }

    /// The entry with the smallest key that is greater than a key, whether that one is there or not.
    public func first(after key: Key) -> Entry? { BalancedTree.entry(firstNode(after: key)) }

    /// The entry with the smallest key that is not less than a key.
    public func first(from key: Key) -> Entry? { BalancedTree.entry(firstNode(from: key)) }

    /// The entry with the greatest key that is less than a key, whether that one is there or not.
    public func last(before key: Key) -> Entry? {
        var smaller: Link?
        var next = shape.top
        while let node = next {
            if BalancedTree.node(node).pointee.key < key {
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
        var next = shape.first
        while let link = next {
            let node = BalancedTree.node(link)
            try body(node.pointee.key, node.pointee.value)
            next = TreeShape.successor(of: link)
        }
    }

    /// What a closure makes of the entries, in the order of the keys.
    public func map<Element>(_ transform: (Key, borrowing Value) -> Element) -> [Element] {
        Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            forEach { key, value in
                buffer.initializeElement(at: initialized, to: transform(key, value))
                initialized += 1
            }
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
        if let key { next = firstNode(after: key) } else { next = shape.first }
        while let link = next {
            let node = BalancedTree.node(link)
            next = TreeShape.successor(of: link)
            if try !body(node.pointee.key, node.pointee.value), next != nil { return node.pointee.key }
        }
        return nil
    }

    func link(of key: Key) -> Link? {
        guard let node = firstNode(from: key), !(key < BalancedTree.node(node).pointee.key) else { return nil }
        return node
    }

    func firstNode(from key: Key) -> Link? {
        var notSmaller: Link?
        var next = shape.top
        while let node = next {
            if BalancedTree.node(node).pointee.key < key {
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
        var next = shape.top
        while let node = next {
            if key < BalancedTree.node(node).pointee.key {
                greater = node
                next = node.pointee.left
            } else {
                next = node.pointee.right
            }
        }
        return greater
    }

    private static func entry(_ node: Link?) -> Entry? {
        guard let link = node else { return nil }
        let node = BalancedTree.node(link)
        return (node.pointee.key, node.pointee.value)
    }
}
