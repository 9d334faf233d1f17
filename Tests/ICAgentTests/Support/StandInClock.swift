import ICAgent
import Synchronization

/// A clock that stands still but for the waits, which take no time.
final class StandInClock: AgentClock {
    private let state: Mutex<(now: UInt64, waits: [Duration])>

    init(_ now: UInt64 = time) { state = Mutex((now, [])) }

    var now: UInt64 { state.withLock { $0.now } }

    /// The waits until now.
    var waits: [Duration] { state.withLock { $0.waits } }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock {
            $0.waits.append(duration)
            $0.now += UInt64(duration / .nanoseconds(1))
        }
    }

    func advance(by duration: Duration) { state.withLock { $0.now += UInt64(duration / .nanoseconds(1)) } }
}
