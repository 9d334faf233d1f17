import CanisterWebSockets

/// The last messages of a room.
struct History {
    /// The sequence number of the last message; 0 before the first.
    private(set) var last: UInt64 = 0
    /// The bytes of the messages: the sum of ``Message/size``.
    private(set) var size = 0

    /// A ring: behind the last place comes the first.
    private var ring: [Message] = []
    /// Where the oldest message stands.
    private var start = 0

    init() {}

    /// A history of messages that stood in one before, oldest first, with sequence numbers that have no gaps.
    init(_ messages: [Message]) {
        ring = Array(messages.suffix(Limits.messagesOfRoom))
        last = ring.last?.sequence ?? 0
        size = ring.reduce(0) { $0 + $1.size }
    }

    /// By how much the size grows with one more message: the oldest of 100 goes for it.
    func growth(by message: Message) -> Int {
        message.size - (ring.count < Limits.messagesOfRoom ? 0 : ring[start].size)
    }

    /// Makes a message the last one.
    mutating func append(_ message: Message) {
        last = message.sequence
        size += growth(by: message)
        if ring.count < Limits.messagesOfRoom {
            ring.append(message)
        } else {
            ring[start] = message
            start = (start + 1) % ring.count
        }
    }

    /// The messages that are still there of those after a sequence number, oldest first.
    func messages(after sequence: UInt64 = 0) -> [Message] {
        guard sequence < last else { return [] }
        let count = Int(min(last - sequence, UInt64(ring.count)))
        return (ring.count - count..<ring.count).map { ring[(start + $0) % ring.count] }
    }
}

extension Message {
    /// The bytes that it takes in the heap, about.
    var size: Int { 160 + text.bytes.count + (author.nickname?.bytes.count ?? 0) }
}
