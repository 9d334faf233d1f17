import Glibc

/// The signals that ask the process to end, which it then does in its own time.
final class TerminationSignals {
    private let signals = SignalStream([SIGINT, SIGTERM])

    /// Waits for the first one.
    func first() async {
        for await _ in signals.stream { return }
    }
}
