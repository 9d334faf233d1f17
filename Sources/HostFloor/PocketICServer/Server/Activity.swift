import Synchronization

/// When requests are answered, to tell for how long none was.
final class Activity: Sendable {
    private struct State {
        var pending = 0
        var end = ContinuousClock.now
    }

    private let state = Mutex(State())

    /// Notes that a request came.
    func begin() { state.withLock { $0.pending += 1 } }

    /// Notes that a request is answered.
    func end() {
        state.withLock { state in
            state.pending -= 1
            state.end = .now
        }
    }

    /// Since the last answer, or the start; zero while a request is being answered.
    var idleTime: Duration {
        state.withLock { $0.pending > 0 ? .zero : ContinuousClock.now - $0.end }
    }
}
