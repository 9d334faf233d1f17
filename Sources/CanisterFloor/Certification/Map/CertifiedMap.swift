import BalancedTrees
import Bytes
import SHA256

/// An ordered map from labels to values under one certified root, with witnesses of what is there and of what is not.
///
/// Labels are bytes in bytewise order. The map is a hash tree whose shape is balanced, so that a change costs time in
/// the logarithm of the number of labels. Nothing is hashed until ``root()`` is asked for, and then only the paths
/// above changes, however many changes share them: one fork a level, and a second one for about half of the levels. Any
/// shape with the labels in order is a valid hash tree, so this one need not be that of other libraries.
///
/// For values at paths of several labels see ``NestedCertifiedMap``. For entries that are only ever appended and leave
/// from the oldest on, a ``CertifiedLog`` costs less.
///
/// ```swift
/// var prices = CertifiedMap()
/// prices.set(.bytes([42]), for: Array("apple".utf8))
/// root.set("prices", prices.root())
/// root.writeWitness(of: "prices", to: &reply) { prices.writeWitness(of: .label(Array("pear".utf8)), to: &$0) }
/// ```
///
/// Ask for ``root()`` after changes and before witnesses: these are of the map as it is, whatever is certified. The map
/// sets no limit to its entries; whoever lets strangers fill it must.
public struct CertifiedMap: ~Copyable, Sendable {
    /// What a witness shows.
    public enum Selection: Sendable {
        /// A label with its value, or that it is not there.
        case label([UInt8])
        /// All labels in a range with their values, and that there are no others: `nil` stands for the end of the map
        /// on that side. A range that ends before it begins shows nothing.
        case range(from: [UInt8]?, through: [UInt8]?)

        /// Everything.
        public static var all: Selection { .range(from: nil, through: nil) }
    }

    private var labels = LabelTree()

    /// A map without labels.
    public init() {}

    /// The number of labels.
    public var count: Int { labels.count }

    /// The value under a label; `nil` if it is not there.
    public subscript(label: [UInt8]) -> CertifiedLeaf? { labels[Label(label)]?.leaf }

    /// The first label behind one with its value, whether that one is there or not; the first of all behind `nil`.
    public func first(after label: [UInt8]?) -> (label: [UInt8], value: CertifiedLeaf)? {
        let entry: LabelTree.Entry?
        if let label { entry = labels.first(after: Label(label)) } else { entry = labels.first }
        guard let entry, let leaf = entry.value.leaf else { return nil }
        return (entry.key.bytes, leaf)
    }

    /// Puts a value under a label, in the place of the one before.
    public mutating func set(_ value: CertifiedLeaf, for label: [UInt8]) {
        labels.insert(LabelEntry(value), for: Label(label))
    }

    /// Takes a label and its value out.
    ///
    /// - Returns: whether it was there.
    @discardableResult
    public mutating func remove(_ label: [UInt8]) -> Bool { labels.remove(Label(label)) != nil }

    /// Takes everything out.
    public mutating func removeAll() { labels.removeAll() }

    /// The digest of the whole map; that of an empty tree if there is nothing in it.
    public mutating func root() -> Digest { labels.digest }

    /// The hash tree that proves what is selected, with the rest pruned; its digest is ``root()``.
    ///
    /// Where a label is not there, the nearest on each side are shown, with their values pruned: so nothing lies
    /// between. This is for tests and tools; ``writeWitness(of:to:)`` writes the same without building a tree.
    public func witness(of selection: Selection) -> HashTree { labels.witness(shown(selection)) }

    /// Appends the CBOR of the witness of what is selected, without a tag.
    ///
    /// Takes time in the number of labels shown and the logarithm of all.
    public func writeWitness(of selection: Selection, to writer: inout ByteWriter) {
        labels.writeWitness(shown(selection), to: &writer)
    }

    /// The number of bytes that ``writeWitness(of:to:)`` appends.
    public func witnessSize(of selection: Selection) -> Int { labels.witnessSize(shown(selection)) }

    private func shown(_ selection: Selection) -> Shown {
        switch selection {
        case .label(let label): labels.shown(from: Label(label), through: Label(label))
        case .range(let first, let last): labels.shown(from: first.map { Label($0) }, through: last.map { Label($0) })
        }
    }
}
