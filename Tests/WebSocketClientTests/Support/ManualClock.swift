import Synchronization
import WebSocketClient

/// A clock that goes on when it is told to.
final class ManualClock: ClientClock {
    private let state: Mutex<State>

    private struct State {
        var now: Moment
        var sleepers: [UInt64: (uptime: UInt64, continuation: CheckedContinuation<Void, Never>)] = [:]
        var nextSleeper: UInt64 = 0
        var cancelled: Set<UInt64> = []
    }

    init(time: UInt64) {
        state = Mutex(State(now: Moment(time: time, uptime: 1_000)))
    }

    var now: Moment { state.withLock { $0.now } }

    /// When those who sleep want to wake, on the clock that only goes on, as seconds from now.
    var sleepers: [Double] {
        state.withLock { state in
            state.sleepers.values.map { Double($0.uptime - state.now.uptime) / 1e9 }.sorted()
        }
    }

    func advance(by nanoseconds: UInt64) {
        let due = state.withLock { state in
            state.now.time += nanoseconds
            state.now.uptime += nanoseconds
            let due = state.sleepers.filter { $0.value.uptime <= state.now.uptime }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    func sleep(untilUptime uptime: UInt64) async throws {
        let number = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.cancelled.contains(number) || state.now.uptime >= uptime { return true }
                    state.sleepers[number] = (uptime, continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in
                state.cancelled.insert(number)
                return state.sleepers.removeValue(forKey: number)
            }?.continuation.resume()
        }
        try Task.checkCancellation()
    }
}

/// Waits for something that other tasks bring about.
///
/// - Returns: whether it came about: within ten seconds, of which a test that passes needs next to none.
func eventually(_ condition: () -> Bool) async -> Bool {
    for _ in 0..<5_000 {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(2))
    }
    return condition()
}
