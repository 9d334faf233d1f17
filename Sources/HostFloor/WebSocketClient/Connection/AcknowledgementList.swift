/// What a client sent and the canister did not acknowledge yet, in order.
struct AcknowledgementList: Sendable {
    /// How long an acknowledgement may take.
    let timeout: Duration

    /// The oldest first.
    private(set) var messages: [UnacknowledgedMessage] = []

    /// Bytes of content of all of them.
    private(set) var size = 0

    /// When the wait began: at the first message, and again at each acknowledgement.
    private var waitsSince: UInt64?

    init(timeout: Duration) {
        self.timeout = timeout
    }

    /// When the wait is over, on the clock that only goes on; `nil` while nothing waits.
    var deadline: UInt64? { waitsSince?.advanced(by: timeout) }

    mutating func add(_ message: UnacknowledgedMessage) {
        if waitsSince == nil { waitsSince = message.sentAt.uptime }
        size += message.content.count
        messages.append(message)
    }

    /// What an acknowledgement comes to.
    enum Outcome: Equatable {
        /// All is well.
        case taken
        /// The canister acknowledges what was never sent.
        case tooHigh(last: UInt64)
        /// Messages that it should have acknowledged by now are not among those that it does.
        case overdue([UInt64])
    }

    /// Drops the messages up to one. A number below all of them, or any while there are none, says nothing new.
    ///
    /// - Parameter uptime: on the clock that only goes on.
    mutating func acknowledge(upTo number: UInt64, at uptime: UInt64) -> Outcome {
        if let last = messages.last?.sequenceNumber, number > last { return .tooHigh(last: last) }
        let taken = messages.prefix { $0.sequenceNumber <= number }
        size -= taken.reduce(0) { $0 + $1.content.count }
        messages.removeFirst(taken.count)
        waitsSince = messages.isEmpty ? nil : uptime
        let overdue = messages.filter { $0.sentAt.uptime.advanced(by: timeout) < uptime }
        return overdue.isEmpty ? .taken : .overdue(overdue.map(\.sequenceNumber))
    }
}

/// A message of the client of which it is not known whether the canister got it.
public struct UnacknowledgedMessage: Hashable, Sendable {
    /// Its number among the connection's outgoing messages.
    public let sequenceNumber: UInt64

    /// When it was sent.
    public let sentAt: Moment

    /// Whether it is a keep-alive, which is no concern of the application.
    public let isServiceMessage: Bool

    /// Its bytes.
    public let content: [UInt8]
}
