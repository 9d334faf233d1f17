import SortedCollections

/// The messages that wait for one gateway, by their numbers, which have no gap.
///
/// They stand in chunks: a queue grows without ever copying what it holds, and any message is found at once.
struct OutgoingQueue: ~Copyable {
    /// A message, ready as the gateway gets it.
    struct Entry {
        /// CBOR of the message; see `MessageContent`.
        var content: [UInt8]
        /// The connection that it is for.
        let recipient: Recipient
        /// When it was sent, in nanoseconds since 1970.
        let timestamp: UInt64
    }

    private final class Chunk {
        /// The number of the first entry.
        let firstNonce: UInt64
        var entries: [Entry] = []

        init(firstNonce: UInt64) {
            self.firstNonce = firstNonce
            entries.reserveCapacity(Int(OutgoingQueue.chunkSize))
        }
    }

    private static let chunkSize: UInt64 = 32

    private var chunks = SortedMap<UInt64, Chunk>()
    /// The chunk that is being filled.
    private var last: Chunk?

    /// The number of the oldest message that is kept.
    private(set) var firstNonce: UInt64 = 0
    /// The number that the next message will get.
    private(set) var nextNonce: UInt64 = 0
    /// Bytes of all messages that are kept.
    private(set) var size = 0

    var isEmpty: Bool { firstNonce == nextNonce }

    /// Adds a message at the end.
    mutating func append(_ entry: Entry) {
        if nextNonce % Self.chunkSize == 0 || last == nil {
            let chunk = Chunk(firstNonce: nextNonce)
            chunks.insert(chunk, for: nextNonce / Self.chunkSize)
            last = chunk
        }
        last?.entries.append(entry)
        nextNonce += 1
        size += entry.content.count
    }

    /// Drops messages older than `limit` from the front.
    ///
    /// - Returns: whether any was dropped.
    mutating func dropOlder(than limit: UInt64, atMost count: Int) -> Bool {
        var dropped = 0
        while dropped < count, !isEmpty, let chunk = chunks[firstNonce / Self.chunkSize] {
            let index = Int(firstNonce - chunk.firstNonce)
            guard chunk.entries[index].timestamp < limit else { break }
            size -= chunk.entries[index].content.count
            chunk.entries[index].content = []
            firstNonce += 1
            dropped += 1
            if firstNonce % Self.chunkSize == 0 { chunks.remove(firstNonce / Self.chunkSize - 1) }
        }
        return dropped > 0
    }

    /// The message with a number, or nil where it is not there yet or not any more.
    subscript(nonce: UInt64) -> Entry? {
        guard nonce >= firstNonce, nonce < nextNonce, let chunk = chunks[nonce / Self.chunkSize] else { return nil }
        return chunk.entries[Int(nonce - chunk.firstNonce)]
    }

    /// Visits messages in order until the body says to stop.
    func forEach(from nonce: UInt64, _ body: (UInt64, Entry) -> Bool) {
        var nonce = max(nonce, firstNonce)
        while nonce < nextNonce {
            guard let chunk = chunks[nonce / Self.chunkSize] else { return }
            let end = min(nextNonce, (nonce / Self.chunkSize + 1) * Self.chunkSize)
            while nonce < end {
                if !body(nonce, chunk.entries[Int(nonce - chunk.firstNonce)]) { return }
                nonce += 1
            }
        }
    }
}
