import Dispatch
import Glibc
import Synchronization

/// Takes lines of a log from any thread, and writes them on one of its own: an event loop does not wait for whoever
/// reads standard error.
public final class LogSink: Sendable {
    private let queue = DispatchQueue(label: "log")
    private let write: @Sendable (String) -> Void
    private let maximumWaiting: Int
    private let state = Mutex((waiting: 0, dropped: 0))

    /// Makes a sink.
    ///
    /// - Parameters:
    ///   - maximumWaiting: the most lines that wait; further ones are dropped, and how many is said when there is room.
    ///   - write: writes a line without its end; standard error by default.
    public init(maximumWaiting: Int = 10_000, write: (@Sendable (String) -> Void)? = nil) {
        self.maximumWaiting = maximumWaiting
        self.write = write ?? Self.writeToStandardError
    }

    /// Whether anybody reads it or not.
    private static func writeToStandardError(_ line: String) {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    func take(_ line: String) {
        let isTaken = state.withLock { state in
            guard state.waiting < maximumWaiting else {
                state.dropped += 1
                return false
            }
            state.waiting += 1
            return true
        }
        guard isTaken else { return }
        queue.async { [self] in
            write(line)
            let dropped = state.withLock { state in
                state.waiting -= 1
                defer { state.dropped = 0 }
                return state.dropped
            }
            if dropped > 0 { write("\(dropped) lines of the log were dropped") }
        }
    }

    /// Waits until all lines are written.
    public func flush() { queue.sync {} }
}
