import Synchronization

/// The waits of a session that run.
final class SessionTimers: Sendable {
    private let running = Mutex<[SessionTimer: Task<Void, Never>]>([:])

    /// Starts a wait; one of the same kind that runs ends without effect.
    func start(
        _ timer: SessionTimer, _ duration: Duration, in environment: GatewayEnvironment,
        then body: @escaping @Sendable () -> Void
    ) {
        let clock = environment.clock
        let task = environment.tasks.start {
            guard (try? await clock.sleep(for: duration)) != nil, !Task.isCancelled else { return }
            body()
        }
        running.withLock { $0.updateValue(task, forKey: timer) }?.cancel()
    }

    func cancel(_ timer: SessionTimer) { running.withLock { $0.removeValue(forKey: timer) }?.cancel() }
}

extension GatewayConfiguration {
    /// How long a wait of a session is.
    func duration(of timer: SessionTimer) -> Duration {
        switch timer {
        case .hold: firstMessageDelay
        case .open: openTimeout
        case .openMessage: openMessageTimeout
        case .closeMessage: closeMessageTimeout
        case .clientClose: clientCloseTimeout
        case .leaving: leavingTimeout
        }
    }
}
