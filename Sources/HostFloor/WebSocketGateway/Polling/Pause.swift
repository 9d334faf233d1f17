import ICAgent
import Synchronization

/// A pause that others can cut short.
final class Pause: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isCut = false
        var isVerificationWanted = false
        var sleeper: Task<Void, Never>?
    }

    /// Waits for a time, or until the pause is cut: not at all where that was before.
    func wait(for duration: Duration, by clock: any AgentClock, tasks: TaskStarter) async {
        guard duration > .zero else { return state.withLock { $0.isCut = false } }
        let sleeper: Task<Void, Never>? = state.withLock { state in
            guard !state.isCut else { return nil }
            let sleeper = tasks.start { try? await clock.sleep(for: duration) }
            state.sleeper = sleeper
            return sleeper
        }
        if let sleeper {
            await withTaskCancellationHandler { await sleeper.value } onCancel: { sleeper.cancel() }
        }
        state.withLock { state in
            state.sleeper = nil
            state.isCut = false
        }
    }

    /// Cuts the pause, or the next one.
    ///
    /// - Parameter verifying: whether the poll that follows is to see that the canister still has its state.
    func cut(verifying: Bool) {
        let sleeper = state.withLock { state in
            state.isCut = true
            if verifying { state.isVerificationWanted = true }
            return state.sleeper
        }
        sleeper?.cancel()
    }

    /// Whether somebody wanted to see that the canister still has its state, since this was asked last.
    func takeVerificationWanted() -> Bool {
        state.withLock { state in
            defer { state.isVerificationWanted = false }
            return state.isVerificationWanted
        }
    }
}
