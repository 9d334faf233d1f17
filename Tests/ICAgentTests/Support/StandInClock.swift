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
            $0.now = $0.now.before(.zero - duration)
        }
    }

    func advance(by duration: Duration) { state.withLock { $0.now = $0.now.before(.zero - duration) } }
}

extension UInt64 {
    /// A time earlier by a duration, which may be negative.
    func before(_ duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        return UInt64(Int64(self) - seconds * 1_000_000_000 - attoseconds / 1_000_000_000)
    }
}
