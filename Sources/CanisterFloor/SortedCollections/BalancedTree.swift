/// An ordered map as a height-balanced binary tree (AVL), with a summary of every subtree where its rule asks for one.
///
/// The tree owns its nodes one by one, so it neither copies entries when it grows nor moves values about, and it cannot
/// be copied by accident: it is the single owner of what it holds. Its height is at most 1.44 times the binary
/// logarithm of ``count``.
///
/// ```swift
/// var sizes = SortedMap<UInt32, Int>()
/// sizes.insert(7, for: 1)
/// sizes.withValue(of: 1) { $0 += 1 }
/// ```
public struct BalancedTree<Rule: SummaryRule>: ~Copyable {
    public typealias Key = Rule.Key
    public typealias Value = Rule.Value
    public typealias Summary = Rule.Summary
    /// A key with its value.
    public typealias Entry = (key: Key, value: Value)

    typealias Link = UnsafeMutablePointer<Node>

    struct Node {
        var key: Key
        var value: Value
        /// `nil` while out of date; then those of all nodes above are `nil` too.
        var summary: Summary?
        var left: Link?
        var right: Link?
        var parent: Link?
        /// The number of nodes on the longest way down, this one included.
        var height: Int8
    }

    var top: Link?

    /// The number of entries.
    public private(set) var count: Int

    /// An empty tree.
    public init() {
        top = nil
        count = 0
    }

    deinit { BalancedTree.free(top) }

    /// Whether there is no entry.
    public var isEmpty: Bool { top == nil }

    /// Puts a value in the place of a key.
    ///
    /// - Returns: the value that was there before.
    @discardableResult
    public mutating func insert(_ value: Value, for key: Key) -> Value? {
        let place = place(for: key)
        if let node = place.found {
            BalancedTree.markStale(from: node)
            let old = node.pointee.value
            node.pointee.value = value
            return old
        }
        add(key, value, at: place)
        return nil
    }

    /// Takes a key and its value out.
    ///
    /// - Returns: the value; `nil` if the key was not there.
    @discardableResult
    public mutating func remove(_ key: Key) -> Value? {
        guard let node = node(of: key) else { return nil }
        return remove(node)
    }

    /// Takes out the entry with the smallest key.
    @discardableResult
    public mutating func removeFirst() -> Entry? {
        guard let node = firstNode else { return nil }
        let key = node.pointee.key
        return (key, remove(node))
    }

    /// Takes out everything.
    public mutating func removeAll() {
        BalancedTree.free(top)
        top = nil
        count = 0
    }

    /// Lends the value of a key for a change in place.
    ///
    /// - Returns: what the closure gives; `nil`, without calling it, if the key is not there.
    public mutating func withValue<Result, Failure: Error>(
        of key: Key, _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let node = node(of: key) else { return nil }
        BalancedTree.markStale(from: node)
        return try body(&node.pointee.value)
    }

    /// Lends the value of a key for a change in place, and puts one there before if the key is new.
    public mutating func withValue<Result, Failure: Error>(
        of key: Key, orInserting value: @autoclosure () -> Value, _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let place = place(for: key)
        let node: Link
        if let found = place.found {
            BalancedTree.markStale(from: found)
            node = found
        } else {
            node = add(key, value(), at: place)
        }
        return try body(&node.pointee.value)
    }

    /// The summary of all entries; `nil` where there is none.
    ///
    /// Recomputes only what changed since it was last asked for.
    public mutating func summary() -> Summary? {
        guard let top else { return nil }
        return BalancedTree.refresh(top)
    }
}

extension BalancedTree {
    /// Where a key is or would be.
    struct Place {
        var found: Link?
        var parent: Link?
        var isLeft: Bool
    }

    /// One comparison a level: whether a key was met shows at the end, by the last node that was not smaller.
    func place(for key: Key) -> Place {
        var place = Place(found: nil, parent: nil, isLeft: false)
        var notSmaller: Link?
        var next = top
        while let node = next {
            place.parent = node
            if node.pointee.key < key {
                place.isLeft = false
                next = node.pointee.right
            } else {
                notSmaller = node
                place.isLeft = true
                next = node.pointee.left
            }
        }
        if let notSmaller, !(key < notSmaller.pointee.key) { place.found = notSmaller }
        return place
    }

    @discardableResult
    private mutating func add(_ key: Key, _ value: Value, at place: Place) -> Link {
        let node = Link.allocate(capacity: 1)
        node.initialize(
            to: Node(
                key: key, value: value, summary: nil, left: nil, right: nil, parent: place.parent, height: 1))
        if let parent = place.parent {
            BalancedTree.markStale(from: parent)
            if place.isLeft { parent.pointee.left = node } else { parent.pointee.right = node }
            rebalance(from: parent)
        } else {
            top = node
        }
        count += 1
        return node
    }

    private mutating func remove(_ node: Link) -> Value {
        BalancedTree.markStale(from: node)
        var leaving = node
        if node.pointee.left != nil, let right = node.pointee.right {
            // The next greater entry has no left child, so it can give up its node in place of this one.
            leaving = BalancedTree.first(below: right)
            BalancedTree.markStale(from: leaving)
            swap(&node.pointee.key, &leaving.pointee.key)
            swap(&node.pointee.value, &leaving.pointee.value)
        }
        let parent = leaving.pointee.parent
        replace(leaving, below: parent, by: leaving.pointee.left ?? leaving.pointee.right)
        let value = leaving.pointee.value
        leaving.deinitialize(count: 1)
        leaving.deallocate()
        count -= 1
        if let parent { rebalance(from: parent) }
        return value
    }

    /// Frees a subtree without recursion: each node is left for its children first.
    private static func free(_ subtree: Link?) {
        var next = subtree
        while let node = next {
            if let left = node.pointee.left {
                node.pointee.left = nil
                next = left
            } else if let right = node.pointee.right {
                node.pointee.right = nil
                next = right
            } else {
                next = node.pointee.parent
                node.deinitialize(count: 1)
                node.deallocate()
            }
        }
    }
}

extension BalancedTree: @unchecked Sendable where Rule.Key: Sendable, Rule.Value: Sendable, Rule.Summary: Sendable {}
