import NIOPosix
import WebSocketTransport

/// A WebSocket proxy between clients and a gateway that changes what goes to the clients. What it does to a client
/// follows from the path that the client asks for: ``address(for:)``.
final class TamperingRelay: Sendable {
    private let listener: WebSocketListener

    /// Starts a relay at any free port of this machine.
    ///
    /// - Parameters:
    ///   - gateway: where clients' frames go to.
    ///   - untouched: how many of the gateway's frames to a client are left alone first.
    static func start(to gateway: WebSocketAddress, after untouched: Int) async throws -> TamperingRelay {
        let listener = try await WebSocketListener.start(
            WebSocketListenerConfiguration(), on: MultiThreadedEventLoopGroup.singleton,
            answer: { _ in .init(status: 404, text: "There are WebSockets alone here.\n") },
            accept: { connection, facts in
                let tampering = Tampering(rawValue: String(facts.path.drop { $0 == "/" }))
                let pair = RelayedPair(connection, tampering.map { FrameTamperer($0, after: untouched) })
                Task { await pair.connect(to: gateway) }
                return pair.client
            })
        return TamperingRelay(listener)
    }

    private init(_ listener: WebSocketListener) {
        self.listener = listener
    }

    /// Where a client connects to be cheated so.
    func address(for tampering: Tampering) -> String {
        "ws://\(listener.host):\(listener.port)/\(tampering.rawValue)"
    }

    /// Takes no more clients.
    func close() async { await listener.close() }
}
