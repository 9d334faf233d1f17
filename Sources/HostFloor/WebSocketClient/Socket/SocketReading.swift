import Synchronization

/// Pauses a socket while what came from it waits, and resumes it.
///
/// Two ask for that at once: who fills the queue and who empties it. Whoever is last looks at the queue as it is then.
final class SocketReading: Sendable {
    private let state = Mutex(State())

    private struct State {
        var socket: (any GatewaySocket)?
        var isPaused = false
        var isOver = false
    }

    /// Whether the socket is gone.
    var isOver: Bool { state.withLock { $0.isOver } }

    func start(_ socket: any GatewaySocket, _ isFull: () -> Bool) {
        state.withLock { $0.socket = socket }
        adapt(isFull)
    }

    /// Reads from the socket, or not, as the queue wants it.
    func adapt(_ isFull: () -> Bool) {
        state.withLock { state in
            guard let socket = state.socket, !state.isOver else { return }
            let pauses = isFull()
            guard pauses != state.isPaused else { return }
            state.isPaused = pauses
            if pauses { socket.pauseReading() } else { socket.resumeReading() }
        }
    }

    /// The socket is gone, and nothing is asked of it any more.
    func end() {
        state.withLock { state in
            state.isOver = true
            state.socket = nil
        }
    }
}
