/// What was given to a connection and has not been written yet.
struct Outbox {
    enum Entry {
        case message([UInt8])
        case close(ClosePayload)
    }

    /// What a frame takes beside its content: at most 14 bytes of header, and what it takes to hold it.
    static let frameOverhead = 64

    let maximumByteCount: Int
    var isClosed = false
    var isPaused = false
    /// Also of what the event loop has taken and the system has not.
    var byteCount = 0
    private var entries: [Entry] = []
    private var isScheduled = false

    init(maximumByteCount: Int) { self.maximumByteCount = maximumByteCount }

    static func size(_ message: [UInt8]) -> Int { message.count + frameOverhead }

    mutating func put(_ message: [UInt8]) -> Bool {
        guard !isClosed else { return true }
        guard reserve(Self.size(message)) else { return false }
        entries.append(.message(message))
        return true
    }

    mutating func reserve(_ size: Int) -> Bool {
        guard byteCount == 0 || byteCount + size <= maximumByteCount else { return false }
        byteCount += size
        return true
    }

    /// A second close is passed on too: it lets go what is held for a receiver that paused.
    mutating func close(_ payload: ClosePayload) {
        isClosed = true
        entries.append(.close(payload))
    }

    /// Whether the event loop has to be told of what waits.
    mutating func wantsSchedule() -> Bool {
        guard !entries.isEmpty, !isScheduled else { return false }
        isScheduled = true
        return true
    }

    mutating func takeAll() -> [Entry] {
        isScheduled = false
        defer { entries = [] }
        return entries
    }
}
