import BalancedTrees

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

    final class Chunk {
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
    private(set) var firstNonce: UInt64
    /// The number that the next message will get.
    private(set) var nextNonce: UInt64
    /// Bytes of all messages that are kept.
    private(set) var size = 0

    /// An empty queue whose first message gets a number.
    init(firstNonce: UInt64 = 0) {
        self.firstNonce = firstNonce
        self.nextNonce = firstNonce
    }

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

    /// Some messages that follow each other.
    struct Page {
        var nonces: Range<UInt64>
        /// The most bytes that they take in a reply.
        var messagesSize = 0
    }

    /// The messages from a number on, until one more would exceed a count or a size.
    ///
    /// One message always goes out, whatever its size: sending made sure that it fits.
    ///
    /// - Parameter sizePerMessage: bytes that each message takes beside its content.
    func page(from nonce: UInt64, maximumCount: UInt64, maximumSize: Int, sizePerMessage: Int) -> Page {
        let first = max(nonce, firstNonce)
        let end = nextNonce - first > maximumCount ? first + maximumCount : nextNonce
        var page = Page(nonces: first..<first)
        var next = first
        while next < end, let chunk = chunks[next / Self.chunkSize] {
            let chunkEnd = min(end, chunk.firstNonce + UInt64(chunk.entries.count))
            while next < chunkEnd {
                let size = page.messagesSize + chunk.entries[Int(next - chunk.firstNonce)].content.count + sizePerMessage
                guard size <= maximumSize || next == first else { return page }
                next += 1
                page = Page(nonces: first..<next, messagesSize: size)
            }
        }
        return page
    }

    /// A message by its number, or nil where there is none; for messages one after the other see ``forEach(in:_:)``.
    subscript(nonce: UInt64) -> Entry? {
        guard nonce >= firstNonce, nonce < nextNonce, let chunk = chunks[nonce / Self.chunkSize] else { return nil }
        return chunk.entries[Int(nonce - chunk.firstNonce)]
    }

    /// Visits messages in order.
    func forEach(in nonces: Range<UInt64>, _ body: (Entry) -> Void) {
        var next = nonces.lowerBound
        while next < nonces.upperBound, let chunk = chunks[next / Self.chunkSize] {
            let chunkEnd = min(nonces.upperBound, chunk.firstNonce + UInt64(chunk.entries.count))
            while next < chunkEnd {
                body(chunk.entries[Int(next - chunk.firstNonce)])
                next += 1
            }
        }
    }
}
