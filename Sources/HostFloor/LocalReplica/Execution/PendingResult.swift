import Synchronization

/// The state that a call's end is certified in, once there is one. One task waits for it.
final class PendingResult: Sendable {
    typealias Outcome = Result<CertifiedState, ReplicaError>

    private enum Progress {
        case open
        case awaited(CheckedContinuation<Outcome?, Never>)
        case over(Outcome?)
    }

    private let progress = Mutex(Progress.open)

    /// Gives the outcome; only the first counts.
    func fulfil(_ outcome: Outcome) { finish(outcome) }

    /// Waits for the outcome.
    ///
    /// - Returns: `nil` when the waiting task was cancelled before.
    func outcome() async -> Outcome? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let over: Outcome?? = progress.withLock { progress in
                    if case .over(let outcome) = progress { return .some(outcome) }
                    progress = .awaited(continuation)
                    return nil
                }
                if let over { continuation.resume(returning: over) }
            }
        } onCancel: {
            finish(nil)
        }
    }

    private func finish(_ outcome: Outcome?) {
        let waiter: CheckedContinuation<Outcome?, Never>? = progress.withLock { progress in
            defer { if case .over = progress {} else { progress = .over(outcome) } }
            if case .awaited(let continuation) = progress { return continuation }
            return nil
        }
        waiter?.resume(returning: outcome)
    }
}
