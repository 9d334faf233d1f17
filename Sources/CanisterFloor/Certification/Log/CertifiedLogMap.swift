import Bytes
import SHA256
import BalancedTrees

/// Certified logs under one root: a log for each gateway, told apart by the prefix of their labels and held in its
/// bytewise order.
///
/// The tree is balanced, so the costs grow with the logarithm of the number of logs, whoever adds them. Changes cost
/// nothing here until the root is asked for; then only the paths above changed logs are hashed, two forks a level.
/// A log without entries does not show in the tree.
public struct CertifiedLogMap: ~Copyable, Sendable {
    private var tree = BalancedTree<LogTreeRule>()

    /// A map without logs.
    public init() {}

    /// The number of logs.
    public var count: Int { tree.count }

    /// Whether there is a log with a prefix.
    public func contains(_ prefix: [UInt8]) -> Bool { tree.contains(Label(prefix)) }

    /// Adds an empty log.
    ///
    /// - Throws: if there is one with that prefix, or one whose prefix begins with this or the other way round: their
    ///   labels would not lie in one piece.
    public mutating func add(_ prefix: [UInt8]) throws(CertifiedLogMapError) {
        try add(CertifiedLog(keyPrefix: prefix))
    }

    /// Adds a log that has entries already, such as one read from a snapshot.
    ///
    /// - Throws: as ``add(_:)-([UInt8])``.
    public mutating func add(_ log: consuming CertifiedLog) throws(CertifiedLogMapError) {
        let prefix = log.keyPrefix
        let key = Label(prefix)
        if let next = tree.first(from: key), next.key.bytes.begins(with: prefix) {
            throw next.key.bytes.count == prefix.count ? .exists : .overlaps(next.key.bytes)
        }
        if let previous = tree.last(before: key), prefix.begins(with: previous.key.bytes) {
            throw .overlaps(previous.key.bytes)
        }
        tree.insert(LogBox(log), for: key)
    }

    /// Takes a log out with all its entries.
    ///
    /// - Returns: whether it was there.
    @discardableResult
    public mutating func remove(_ prefix: [UInt8]) -> Bool { tree.remove(Label(prefix)) != nil }

    /// Takes all logs out.
    public mutating func removeAll() { tree.removeAll() }

    /// Lends a log for changes in place.
    ///
    /// - Returns: what the closure gives; `nil`, without calling it, if there is no such log.
    public mutating func withLog<Result>(
        _ prefix: [UInt8], _ body: (inout CertifiedLog) -> Result
    ) -> Result? {
        tree.withValue(of: Label(prefix)) { box in body(&box.log) }
    }

    /// Lends a log for reading.
    ///
    /// - Returns: what the closure gives; `nil`, without calling it, if there is no such log.
    public func readLog<Result>(_ prefix: [UInt8], _ body: (borrowing CertifiedLog) -> Result) -> Result? {
        tree.readValue(of: Label(prefix)) { box in body(box.log) }
    }

    /// Appends an entry to a log.
    ///
    /// - Returns: its index; `nil` if there is no such log.
    @discardableResult
    public mutating func append(valueDigest: Digest, to prefix: [UInt8]) -> UInt64? {
        withLog(prefix) { log in log.append(valueDigest: valueDigest) }
    }

    /// The index that the next entry of a log gets; 0 if there is no such log.
    public func nextIndex(of prefix: [UInt8]) -> UInt64 {
        tree[Label(prefix)]?.log.nextIndex ?? 0
    }

    /// The prefix of the first log behind one in bytewise order; the first of all behind `nil`.
    public func prefix(after prefix: [UInt8]?) -> [UInt8]? {
        guard let prefix else { return tree.first?.key.bytes }
        return tree.first(after: Label(prefix))?.key.bytes
    }

    /// How many logs stand above one in the tree; `nil` if there is no such log.
    ///
    /// The root's digest depends on the tree's shape, and that on the order in which logs came and went. Logs that are
    /// added to an empty map in the order of their depths, those of one depth in any order, make the same shape again:
    /// on the way there no subtree ever leans by more than one, so none is turned.
    public func depth(of prefix: [UInt8]) -> Int? { tree.depth(of: Label(prefix)) }

    /// The digest of all logs; `nil` if nothing was ever appended to any.
    public mutating func root() -> Digest? {
        tree.summary()?.whole
    }

    /// The hash tree that proves a range of entries of one log, with all other logs pruned; its digest is ``root()``.
    ///
    /// Where there is no such log or none of these entries, all is pruned. This is for tests and tools;
    /// ``writeWitness(of:in:to:)`` writes the same without building a tree.
    public mutating func witness(of range: Range<UInt64>, in prefix: [UInt8]) -> HashTree {
        guard let whole = root() else { return .empty }
        guard let (top, witness) = way(to: range, in: prefix) else { return .pruned(whole) }
        return witness.tree(top)
    }

    /// Appends the CBOR of the witness of a range of entries of one log, without a tag.
    public mutating func writeWitness(of range: Range<UInt64>, in prefix: [UInt8], to writer: inout ByteWriter) {
        guard let whole = root() else { return HashTreeNodeWriting.writeEmpty(to: &writer) }
        guard let (top, witness) = way(to: range, in: prefix) else {
            return HashTreeNodeWriting.writePruned(whole, to: &writer)
        }
        witness.write(top, to: &writer)
    }

    /// The number of bytes that ``writeWitness(of:in:to:)`` appends; takes time in the logarithms of the number of logs
    /// and of entries.
    public mutating func witnessSize(of range: Range<UInt64>, in prefix: [UInt8]) -> Int {
        guard root() != nil else { return HashTreeNodeWriting.emptyByteCount }
        guard let (top, witness) = way(to: range, in: prefix) else { return HashTreeNodeWriting.prunedByteCount }
        return witness.size(top)
    }

    /// The tree's top and what to look for below it; `nil` if nothing of the range is there.
    private func way(
        to range: Range<UInt64>, in prefix: [UInt8]
    ) -> (BalancedTree<LogTreeRule>.Subtree, LogTreeWitness)? {
        let key = Label(prefix)
        guard let top = tree.root, let log = tree[key]?.log.liveRange, range.overlaps(log) else { return nil }
        return (top, LogTreeWitness(key: key, range: range))
    }
}

/// Why a log cannot be added.
public enum CertifiedLogMapError: Error, Hashable, Sendable {
    /// There is a log with that prefix already.
    case exists
    /// The prefix begins with that of another log, which is given, or the other way round.
    case overlaps([UInt8])
}

extension CertifiedLogMapError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exists: "a certified log with this prefix exists already"
        case .overlaps(let other):
            "the prefix overlaps that of a certified log with a prefix of \(other.count) bytes"
        }
    }
}

/// What holds a log in the tree: the log itself cannot be copied. Every box belongs to one tree alone.
final class LogBox: @unchecked Sendable {
    var log: CertifiedLog

    init(_ log: consuming CertifiedLog) { self.log = log }
}
