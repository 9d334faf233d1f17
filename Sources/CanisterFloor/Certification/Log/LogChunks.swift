import SHA256
import BalancedTrees

/// The digests that a certified log keeps of its entries, in chunks of fixed size.
///
/// Node `i` of level `l` is the perfect subtree over the entries from `i << l` to below `(i + 1) << l`. A chunk holds
/// four levels of the nodes over one part of the log: 16, 8, 4 and 2 digests. Chunks of group `g` begin with level
/// `4 * g`; those of group 0 hold the values of their 16 entries besides. Nodes that are neighbours under a fork always
/// share a chunk, so all that a witness of an entry needs is in the chunks above that entry, and chunks that have no
/// entry left above them can go.
///
/// Chunks lie in a sorted map, so neither growing nor forgetting moves any.
struct LogChunks: ~Copyable, Sendable {
    private var chunks = SortedMap<UInt64, LogChunk>()

    /// The chunk asked for last: what follows is mostly in the same.
    private var recentKey: UInt64 = .max
    private var recent: LogChunk?

    init() {}

    /// The digest of a node; `nil` where none is kept.
    mutating func node(level: Int, index: UInt64) -> Digest? {
        let place = Place(level: level, index: index)
        guard let chunk = chunk(place.key) else { return nil }
        return chunk[place.slot]
    }

    /// Keeps the digest of a node.
    mutating func setNode(level: Int, index: UInt64, _ digest: Digest) {
        let place = Place(level: level, index: index)
        chunkForWriting(place.key)[place.slot] = digest
    }

    /// The value of an entry; `nil` where none is kept. For entries one after the other.
    mutating func value(_ index: UInt64) -> Digest? {
        let place = Place(level: 0, index: index)
        guard let chunk = chunk(place.key) else { return nil }
        return chunk[LogChunk.nodeCount &+ place.slot]
    }

    /// The value of a single entry; `nil` where none is kept.
    func singleValue(_ index: UInt64) -> Digest? {
        let place = Place(level: 0, index: index)
        return chunks[place.key].map { $0[LogChunk.nodeCount &+ place.slot] }
    }

    /// Keeps the value of an entry.
    mutating func setValue(_ index: UInt64, _ digest: Digest) {
        let place = Place(level: 0, index: index)
        chunkForWriting(place.key)[LogChunk.nodeCount &+ place.slot] = digest
    }

    /// Gives the memory back of what lies wholly below an index, when all below `old` was given back before.
    mutating func forget(from old: UInt64, to new: UInt64) {
        recentKey = .max
        recent = nil
        var group: UInt64 = 0
        while true {
            let shift = 4 &* (group &+ 1)
            let (first, end) = (old &>> shift, new &>> shift)
            if first == end { return }
            var position = first
            while position < end {
                chunks.remove(Place.key(group: group, position: position))
                position &+= 1
            }
            group &+= 1
        }
    }

    /// The chunks that a log has with entries from `first` to below `next`, in a fixed order: each by its group and
    /// position, until the closure gives `false`.
    static func forEachPlace(first: UInt64, next: UInt64, _ body: (_ group: UInt64, _ position: UInt64) -> Bool) {
        var group: UInt64 = 0
        // A chunk is there from its first node on, and goes with its last entry.
        while next &>> (4 &* group) > 0 {
            var position = first &>> (4 &* (group &+ 1))
            while position &<< 4 < next &>> (4 &* group) {
                if !body(group, position) { return }
                position &+= 1
            }
            group &+= 1
        }
    }

    /// A chunk for reading; `nil` where there is none.
    func chunk(group: UInt64, position: UInt64) -> LogChunk? { chunks[Place.key(group: group, position: position)] }

    /// A chunk for writing, which is made if need be.
    mutating func chunkForWriting(group: UInt64, position: UInt64) -> LogChunk {
        chunkForWriting(Place.key(group: group, position: position))
    }

    private mutating func chunk(_ key: UInt64) -> LogChunk? {
        if key == recentKey { return recent }
        guard let chunk = chunks[key] else { return nil }
        recentKey = key
        recent = chunk
        return chunk
    }

    @inline(never)
    private mutating func chunkForWriting(_ key: UInt64) -> LogChunk {
        if let chunk = chunk(key) { return chunk }
        let chunk = LogChunk(keepsValues: Place.isGroup0(key))
        chunks.insert(chunk, for: key)
        recentKey = key
        recent = chunk
        return chunk
    }

    /// Where the digest of a node lies.
    private struct Place {
        let key: UInt64
        let slot: Int

        @inline(__always)
        init(level: Int, index: UInt64) {
            let group = UInt64(truncatingIfNeeded: level &>> 2)
            let levelInGroup = UInt64(truncatingIfNeeded: level & 3)
            let width = 4 &- levelInGroup
            key = Place.key(group: group, position: index &>> width)
            let start = 32 &- (32 as UInt64 &>> levelInGroup)
            slot = Int(truncatingIfNeeded: start &+ (index & ((1 &<< width) &- 1)))
        }

        /// Groups are told apart by the upper bits: a log has fewer than 2^56 entries, so no position comes near them.
        @inline(__always)
        static func key(group: UInt64, position: UInt64) -> UInt64 { group &<< 56 | position }

        @inline(__always)
        static func isGroup0(_ key: UInt64) -> Bool { key &>> 56 == 0 }
    }
}

/// Digests of four levels of nodes, and in group 0 the values of the entries behind them.
final class LogChunk {
    /// 16 + 8 + 4 + 2.
    static let nodeCount = 30
    private static let valueCount = 16

    private let digests: UnsafeMutablePointer<Digest>

    /// The memory of all slots. Digests lie there as their 32 bytes, with zeros where none was set yet.
    let bytes: UnsafeMutableRawBufferPointer

    init(keepsValues: Bool) {
        let count = LogChunk.nodeCount + (keepsValues ? LogChunk.valueCount : 0)
        digests = .allocate(capacity: count)
        bytes = UnsafeMutableRawBufferPointer(start: digests, count: count * Digest.byteCount)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { digests.deallocate() }

    /// The digest in a slot, which has to have been set.
    @inline(__always)
    subscript(slot: Int) -> Digest {
        get { digests[slot] }
        set { (digests + slot).initialize(to: newValue) }
    }
}

// Every chunk belongs to one log alone.
extension LogChunk: @unchecked Sendable {}
