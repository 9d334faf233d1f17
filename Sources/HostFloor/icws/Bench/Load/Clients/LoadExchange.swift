import Synchronization

/// An exchange of messages that goes on: what is sent, until when, and what came of it.
final class LoadExchange: Sendable {
    let content: [UInt8]
    /// Whether each answer is followed by the client's next message.
    let followsAnswers: Bool
    /// On the clock that only goes on, in nanoseconds.
    let end: UInt64
    private let state = Mutex(LoadAnswer())

    init(content: [UInt8], followsAnswers: Bool, end: UInt64) {
        self.content = content
        self.followsAnswers = followsAnswers
        self.end = end
    }

    var answer: LoadAnswer { state.withLock { $0 } }

    func sent() { state.withLock { $0.sent += 1 } }

    /// Counts a message that was not sent.
    func failed(_ reason: String) { state.withLock { $0.failures[reason, default: 0] += 1 } }

    /// Counts an answer.
    ///
    /// - Parameter latency: since the message was sent, or due, in nanoseconds.
    func answered(at now: UInt64, latency: UInt64) {
        state.withLock { state in
            state.answered += 1
            if now <= end { state.answeredInTime += 1 }
            state.latencies.add(nanoseconds: latency)
        }
    }
}
