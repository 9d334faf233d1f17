import NIOCore
import NIOPosix

/// Listens at an address for WebSocket connections, and answers plain HTTP there.
public final class WebSocketListener: Sendable {
    private let channel: any Channel
    private let handshakes: HandshakeCount

    /// The address and port that it listens at.
    public let host: String
    /// See ``host``.
    public let port: Int

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - configuration: where and how.
    ///   - group: the event loops that connections are spread over.
    ///   - reached: is told of each limit that a connection runs into before its upgrade: on an event loop.
    ///   - answer: answers requests that are no upgrade, one a connection: on an event loop, so it must not wait.
    ///   - accept: gets each connection after its opening handshake, on the connection's event loop, before anything of
    ///     it is received. The handshake has no other end: who is not wanted is closed. Without it there are no
    ///     upgrades.
    /// - Throws: what the system says where it cannot listen.
    public static func start(
        _ configuration: WebSocketListenerConfiguration, on group: any EventLoopGroup,
        reached: @escaping @Sendable (ListenerLimit) -> Void = { _ in },
        answer: @escaping @Sendable (PlainHTTPRequest) -> PlainHTTPAnswer,
        accept: (@Sendable (WebSocketConnection, HandshakeFacts) -> any WebSocketReceiver)?
    ) async throws -> WebSocketListener {
        let handshakes = HandshakeCount(
            limit: configuration.maximumPendingHandshakes,
            limitPerAddress: configuration.maximumPendingHandshakesPerAddress, reached: reached)
        let pipeline = ServerPipeline(
            configuration: configuration, handshakes: handshakes, answer: answer, accept: accept)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptWatch(reached: reached))
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try pipeline.set(up: channel) }
            }
            .bind(host: configuration.host, port: configuration.port).get()
        return WebSocketListener(channel, handshakes, configuration)
    }

    private init(
        _ channel: any Channel, _ handshakes: HandshakeCount, _ configuration: WebSocketListenerConfiguration
    ) {
        self.channel = channel
        self.handshakes = handshakes
        host = channel.localAddress?.ipAddress ?? configuration.host
        port = channel.localAddress?.port ?? configuration.port
    }

    /// How many connections are on their way to the upgrade, and how many of the address that has most of them.
    public var pendingHandshakes: (all: Int, mostOfOneAddress: Int) { handshakes.figures }

    /// Listens no more. Connections stay.
    public func close() async {
        // It may be closed already.
        try? await channel.close().get()
    }
}
