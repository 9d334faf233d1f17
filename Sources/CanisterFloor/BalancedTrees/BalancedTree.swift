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

    typealias Link = TreeShape.Link

    struct Node {
        /// Stands first, so that a node's address is that of its part of the shape.
        var shape = TreeShape.Node()
        var key: Key
        var value: Value
        var summary: Summary?
    }

    var shape = TreeShape()

    /// The number of entries.
    public private(set) var count: Int

    /// An empty tree.
    public init() {
        count = 0
    }

    deinit { BalancedTree.free(shape.top) }

    /// Whether there is no entry.
    public var isEmpty: Bool { count == 0 }

    /// Puts a value in the place of a key.
    ///
    /// - Returns: the value that was there before.
    @discardableResult
    public mutating func insert(_ value: Value, for key: Key) -> Value? {
        let place = place(for: key)
        if let node = place.found {
            let entry = changing(node)
            let old = entry.pointee.value
            entry.pointee.value = value
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
        guard let node = link(of: key) else { return nil }
        return remove(node)
    }

    /// Takes out the entry with the smallest key.
    @discardableResult
    public mutating func removeFirst() -> Entry? {
        guard let node = shape.first else { return nil }
        let key = BalancedTree.node(node).pointee.key
        return (key, remove(node))
    }

    /// Takes out everything.
    public mutating func removeAll() {
        BalancedTree.free(shape.top)
        shape = TreeShape()
        count = 0
    }

    /// Lends the value of a key for a change in place.
    ///
    /// - Returns: what the closure gives; `nil`, without calling it, if the key is not there.
    public mutating func withValue<Result, Failure: Error>(
        of key: Key, _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let node = link(of: key) else { return nil }
        return try body(&changing(node).pointee.value)
    }

    /// Lends the value of a key for a change in place, and puts one there before if the key is new.
    public mutating func withValue<Result, Failure: Error>(
        of key: Key, orInserting value: @autoclosure () -> Value, _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let place = place(for: key)
        let node = place.found ?? add(key, value(), at: place)
        return try body(&changing(node).pointee.value)
    }

    /// The summary of all entries; `nil` where there is none.
    ///
    /// Recomputes only what changed since it was last asked for.
    public mutating func summary() -> Summary? {
        guard let top = shape.top else { return nil }
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
        var next = shape.top
        while let node = next {
            place.parent = node
            if BalancedTree.node(node).pointee.key < key {
                place.isLeft = false
                next = node.pointee.right
            } else {
                notSmaller = node
                place.isLeft = true
                next = node.pointee.left
            }
        }
        if let notSmaller, !(key < BalancedTree.node(notSmaller).pointee.key) { place.found = notSmaller }
        return place
    }

    /// The whole node that a part of the shape belongs to.
    @inline(__always)
    static func node(_ link: Link) -> UnsafeMutablePointer<Node> {
        UnsafeMutableRawPointer(link).assumingMemoryBound(to: Node.self)
    }

    /// A node whose value is about to change.
    @inline(__always)
    private func changing(_ link: Link) -> UnsafeMutablePointer<Node> {
        if Rule.isKept { TreeShape.markStale(from: link) }
        return BalancedTree.node(link)
    }

    @discardableResult
    private mutating func add(_ key: Key, _ value: Value, at place: Place) -> Link {
        let node = UnsafeMutablePointer<Node>.allocate(capacity: 1)
        node.initialize(to: Node(key: key, value: value, summary: nil))
        let link = UnsafeMutableRawPointer(node).assumingMemoryBound(to: TreeShape.Node.self)
        if Rule.isKept, let parent = place.parent { TreeShape.markStale(from: parent) }
        shape.add(link, below: place.parent, isLeft: place.isLeft)
        count += 1
        return link
    }

    private mutating func remove(_ link: Link) -> Value {
        let node = changing(link)
        var leaving = link
        if link.pointee.left != nil, let right = link.pointee.right {
            // The next greater entry has no left child, so it can give up its node in place of this one.
            leaving = TreeShape.first(below: right)
            let other = changing(leaving)
            swap(&node.pointee.key, &other.pointee.key)
            swap(&node.pointee.value, &other.pointee.value)
        }
        shape.remove(leaving)
        let value = BalancedTree.node(leaving).pointee.value
        BalancedTree.freeNode(leaving)
        count -= 1
        return value
    }

    private static func free(_ subtree: Link?) {
        var next = subtree
        while let leaf = TreeShape.takeLeaf(&next) { freeNode(leaf) }
    }

    private static func freeNode(_ link: Link) {
        let node = node(link)
        node.deinitialize(count: 1)
        node.deallocate()
    }

    /// The summary of a subtree, computed anew below what is out of date. Its depth is that of the tree.
    static func refresh(_ link: Link) -> Summary {
        let node = node(link)
        if !link.pointee.isStale, let summary = node.pointee.summary { return summary }
        var left: Summary?
        var right: Summary?
        if let child = link.pointee.left { left = refresh(child) }
        if let child = link.pointee.right { right = refresh(child) }
        let summary = Rule.summary(of: node.pointee.key, node.pointee.value, left: left, right: right)
        node.pointee.summary = summary
        link.pointee.isStale = false
        return summary
    }
}

extension BalancedTree: @unchecked Sendable where Rule.Key: Sendable, Rule.Value: Sendable, Rule.Summary: Sendable {}
