import SHA256

/// An append-only log of digests with a certified root, and witnesses of any range of its entries.
///
/// Entry `i` is a leaf of 32 bytes under a label: the log's prefix followed by `i` as 20 decimal digits. The tree over
/// the entries is a row of perfect subtrees, the *peaks*, one for each bit of the number of entries, largest first,
/// joined from the left:
///
/// ```
/// 13 entries: fork(fork(peak of 8, peak of 4), peak of 1)
/// ```
///
/// Appending merges peaks of equal size, and joins what is new to the kept joint digest of the peaks before it: two
/// forks on average, and one for each bit of the number of entries at worst. The last joints are made only when the
/// root is asked for, so a burst of appends pays them once. New entries stand under few forks, which makes the witness
/// of what was just appended short.
///
/// Forgetting old entries gives their memory back and changes nothing else: what stood there is known by the digests of
/// subtrees. A live entry takes about 100 bytes.
public struct CertifiedLog: ~Copyable, Sendable {
    /// What the label of every entry begins with.
    public let keyPrefix: [UInt8]

    /// The index of the oldest entry that is not forgotten.
    public private(set) var firstIndex: UInt64 = 0

    /// The index that the next entry gets: the number of entries ever appended.
    public private(set) var nextIndex: UInt64 = 0

    /// The greatest number of entries: 2^56.
    public static var capacity: UInt64 { 1 << 56 }

    /// The roots of the peaks from the left.
    var peaks: [Digest] = []

    /// At `j` the digest of the peaks up to `j` joined; right for the first ``joinedCount`` only.
    private(set) var joints: [Digest] = []
    private var joinedCount = 0

    var chunks = LogChunks()

    /// A hasher that has taken in all of a labeled node that is the same for every entry.
    private let labelHasher: SHA256
    private var nextDigits = DecimalIndex(0)

    /// An empty log.
    ///
    /// - Parameter keyPrefix: what the label of every entry begins with.
    public init(keyPrefix: [UInt8]) {
        self.keyPrefix = keyPrefix
        var hasher = HashTreeDigest.labelHasher
        hasher.update(keyPrefix)
        labelHasher = hasher
    }

    /// Sets the indices when all else is set to what belongs to them.
    mutating func setIndices(first: UInt64, next: UInt64) {
        firstIndex = first
        nextIndex = next
        nextDigits = DecimalIndex(next)
    }

    /// The number of entries that are not forgotten.
    public var count: UInt64 { nextIndex &- firstIndex }

    /// The indices of the entries that are not forgotten.
    public var liveRange: Range<UInt64> { firstIndex..<max(firstIndex, nextIndex) }

    /// Appends an entry.
    ///
    /// - Parameter valueDigest: the value of its leaf.
    /// - Returns: its index.
    /// - Precondition: there are fewer than ``capacity`` entries.
    @discardableResult
    public mutating func append(valueDigest: Digest) -> UInt64 {
        precondition(nextIndex < CertifiedLog.capacity)
        let entry = nextIndex
        chunks.setValue(entry, valueDigest)
        var node = entryDigest(valueDigest)
        chunks.setNode(level: 0, index: entry, node)
        var level = 0
        var index = entry
        while index & 1 == 1, let left = peaks.popLast() {
            node = HashTreeDigest.fork(left, node)
            level &+= 1
            index &>>= 1
            chunks.setNode(level: level, index: index, node)
        }
        joinedCount = min(joinedCount, peaks.count)
        peaks.append(node)
        nextIndex &+= 1
        nextDigits.advance()
        return entry
    }

    /// The digest of the whole log; `nil` while nothing was ever appended.
    public mutating func root() -> Digest? {
        guard !peaks.isEmpty else { return nil }
        join()
        return joints[peaks.count &- 1]
    }

    /// The value of an entry; `nil` for those that are forgotten or not there yet.
    public func valueDigest(at index: UInt64) -> Digest? {
        guard index >= firstIndex, index < nextIndex else { return nil }
        return chunks.singleValue(index)
    }

    /// Forgets entries from the oldest on.
    ///
    /// Nothing is hashed and the root stays. Memory comes back in chunks of 16 entries.
    ///
    /// - Parameters:
    ///   - index: the first entry to keep; beyond the last one all are forgotten.
    ///   - limit: how many entries to forget at most in this call, which bounds its work.
    /// - Returns: whether nothing below `index` is left, so that no further call is needed.
    @discardableResult
    public mutating func forget(upTo index: UInt64, limit: UInt64 = 64) -> Bool {
        let wanted = min(index, nextIndex)
        guard wanted > firstIndex else { return true }
        let new = wanted &- firstIndex > limit ? firstIndex &+ limit : wanted
        chunks.forget(from: firstIndex, to: new)
        firstIndex = new
        return new == wanted
    }

    /// The digest of an entry: that of its label over its leaf.
    private mutating func entryDigest(_ valueDigest: Digest) -> Digest {
        let leaf = HashTreeDigest.leaf(valueDigest)
        var hasher = labelHasher
        nextDigits.withUnsafeBytes { hasher.update($0) }
        hasher.update(leaf)
        return hasher.finalize()
    }

    /// Makes the joints that appending left out.
    mutating func join() {
        while joinedCount < peaks.count {
            let peak = peaks[joinedCount]
            let joint = joinedCount == 0 ? peak : HashTreeDigest.fork(joints[joinedCount &- 1], peak)
            if joinedCount < joints.count { joints[joinedCount] = joint } else { joints.append(joint) }
            joinedCount &+= 1
        }
    }
}
