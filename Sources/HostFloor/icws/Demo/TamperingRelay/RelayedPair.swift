import NIOPosix
import Synchronization
import WebSocketProtocol
import WebSocketTransport

/// A client's connection and the one to the gateway that stands for it.
final class RelayedPair: Sendable {
    private let connection: WebSocketConnection
    private let state: Mutex<State>

    private struct State {
        var gateway: WebSocketConnection?
        var tamperer: FrameTamperer?
        /// What the client sent before the gateway was reached. Reading is paused meanwhile, so it is next to nothing.
        var early: [[UInt8]] = []
        /// With what either side ended it.
        var end: (code: UInt16, reason: String)?
    }

    init(_ connection: WebSocketConnection, _ tamperer: FrameTamperer?) {
        self.connection = connection
        state = Mutex(State(tamperer: tamperer))
        connection.pauseReading()
    }

    /// Takes what the client sends.
    var client: any WebSocketReceiver { Receiver(pair: self, isClient: true) }

    /// Connects to the gateway in the client's place.
    func connect(to address: WebSocketAddress) async {
        do throws(WebSocketConnectError) {
            let gateway = try await WebSocketConnection.connect(
                to: address, on: MultiThreadedEventLoopGroup.singleton
            ) { [self] _ in Receiver(pair: self, isClient: false) }
            join(gateway)
        } catch {
            connection.close(code: CloseCode.tryAgainLater.rawValue, reason: "\(error)")
        }
    }

    private func join(_ gateway: WebSocketConnection) {
        let end = state.withLock { state in
            state.gateway = gateway
            for frame in state.early { _ = gateway.send(frame) }
            state.early = []
            return state.end
        }
        if let end { gateway.close(code: end.code, reason: end.reason) }
        connection.resumeReading()
    }

    /// Which of the two a frame came from.
    private struct Receiver: WebSocketReceiver {
        let pair: RelayedPair
        let isClient: Bool

        func received(_ message: [UInt8]) {
            if isClient { pair.fromClient(message) } else { pair.fromGateway(message) }
        }

        func closed(_ end: WebSocketEnd) {
            let code = end.code ?? CloseCode.goingAway.rawValue
            if isClient {
                pair.endGateway(code, end.reason)
            } else {
                pair.connection.close(code: code, reason: end.reason)
            }
        }
    }

    private func fromClient(_ frame: [UInt8]) {
        let isTaken = state.withLock { state in
            guard let gateway = state.gateway else {
                state.early.append(frame)
                return true
            }
            return gateway.send(frame)
        }
        if !isTaken { connection.close(code: CloseCode.tooFast.rawValue, reason: "the gateway reads too slowly") }
    }

    private func fromGateway(_ frame: [UInt8]) {
        // Under the lock no more than is said: the order is that of the gateway's event loop.
        let frames = state.withLock { $0.tamperer?.frames(for: frame) } ?? [frame]
        for frame in frames where !connection.send(frame) {
            connection.close(code: CloseCode.tooSlow.rawValue, reason: "the client reads too slowly")
        }
    }

    private func endGateway(_ code: UInt16, _ reason: String) {
        let gateway = state.withLock { state in
            state.end = (code, reason)
            return state.gateway
        }
        gateway?.close(code: code, reason: reason)
    }
}
