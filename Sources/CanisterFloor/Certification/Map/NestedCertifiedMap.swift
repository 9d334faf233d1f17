import BalancedTrees
import Bytes
import SHA256

/// Values at paths of labels under one certified root, with witnesses of several paths at once.
///
/// Every level is balanced as a ``CertifiedMap`` is: a change costs time in the logarithms of the numbers of labels on
/// its way, and nothing is hashed until ``root()`` is asked for.
///
/// This is the tree of certified responses below `http_expr`, and of canister signatures below `sig`:
///
/// ```swift
/// var signatures = NestedCertifiedMap()
/// try signatures.set(.bytes([]), at: [SHA256.hash(seed).bytes, SHA256.hash(message).bytes])
/// root.set("sig", signatures.root())
/// ```
///
/// Ask for ``root()`` after changes and before witnesses: these are of the tree as it is, whatever is certified. The
/// tree sets no limit to its values; whoever lets strangers fill it must.
public struct NestedCertifiedMap: ~Copyable, Sendable {
    /// A path may have this many labels: 64. Verifiers walk trees recursively and refuse deep ones.
    public static var depthLimit: Int { 64 }

    var labels = LabelTree()

    /// A tree without values.
    public init() {}

    /// Whether there is no value.
    public var isEmpty: Bool { labels.isEmpty }

    /// The value at a path; `nil` where there is none or more labels.
    public func leaf(at path: [[UInt8]]) -> CertifiedLeaf? { labels.leaf(at: path[...]) }

    /// How many labels of a path, from its first, lead to something in the tree.
    public func knownLabelCount(of path: [[UInt8]]) -> Int { labels.knownLabelCount(of: path[...]) }

    /// Whether there is a value at a path or below it.
    public func contains(_ path: [[UInt8]]) -> Bool { knownLabelCount(of: path) == path.count }

    /// Puts a value at a path, in the place of the one before.
    ///
    /// - Throws: ``NestedCertifiedMapError``; then nothing is changed.
    public mutating func set(_ value: CertifiedLeaf, at path: [[UInt8]]) throws(NestedCertifiedMapError) {
        guard !path.isEmpty else { throw .emptyPath }
        guard path.count <= NestedCertifiedMap.depthLimit else {
            throw .tooDeep(count: path.count, limit: NestedCertifiedMap.depthLimit)
        }
        try labels.set(value, at: path[...], depth: 0)
    }

    /// Takes out what stands at a path: a value, or labels with all below them. Labels above it that have nothing left
    /// below them go, too.
    ///
    /// - Returns: whether something was there.
    @discardableResult
    public mutating func remove(_ path: [[UInt8]]) -> Bool { labels.remove(path[...]) }

    /// Takes everything out.
    public mutating func removeAll() { labels.removeAll() }

    /// The digest of the whole tree; that of an empty one if there is nothing in it.
    public mutating func root() -> Digest { labels.digest }

    /// The hash tree that proves what stands at some paths, with the rest pruned; its digest is ``root()``.
    ///
    /// What stands at a path is shown with all below it. Where a path leads nowhere, the labels nearest to the first
    /// that is missing are shown on each side, with what stands under them pruned: so nothing lies between. This is for
    /// tests and tools; ``writeWitness(of:to:)`` writes the same without building a tree.
    public func witness(of paths: [[[UInt8]]]) -> HashTree { labels.witness(shown(paths)) }

    /// Appends the CBOR of the witness of some paths, without a tag.
    ///
    /// Takes time in what is shown and in the logarithms of the numbers of labels beside it.
    public func writeWitness(of paths: [[[UInt8]]], to writer: inout ByteWriter) {
        labels.writeWitness(shown(paths), to: &writer)
    }

    /// The number of bytes that ``writeWitness(of:to:)`` appends.
    public func witnessSize(of paths: [[[UInt8]]]) -> Int { labels.witnessSize(shown(paths)) }

    private func shown(_ paths: [[[UInt8]]]) -> Shown {
        paths.isEmpty ? .pruned : labels.shown(for: paths.map { $0[...] })
    }
}

/// Why a value cannot be put at a path of a ``NestedCertifiedMap``.
public enum NestedCertifiedMapError: Error, Hashable, Sendable {
    /// The path has no label.
    case emptyPath
    /// The path has more labels than the limit.
    case tooDeep(count: Int, limit: Int)
    /// A value stands on the way, at the path of the first `count` labels.
    case valueOnTheWay(count: Int)
    /// There are labels where the path ends.
    case hasLabels
}

extension NestedCertifiedMapError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .emptyPath: "a path in a nested certified map is expected to have a label"
        case .tooDeep(let count, let limit):
            "a path in a nested certified map has \(count) labels, where \(limit) are allowed"
        case .valueOnTheWay(let count):
            "a value stands at the first \(count) labels of the path, where labels would have to"
        case .hasLabels: "labels stand at the path, where a value would have to"
        }
    }
}
