import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// The handlers of a client's connection: TLS, HTTP, and after the upgrade WebSocket.
struct ClientPipeline: Sendable {
    let address: WebSocketAddress
    let configuration: WebSocketClientConfiguration
    let opened: EventLoopPromise<WebSocketConnection>
    let receive: @Sendable (WebSocketConnection) -> any WebSocketReceiver

    func set(up channel: any Channel) throws {
        // Whatever ends the attempt ends the channel.
        opened.futureResult.whenFailure { _ in channel.close(promise: nil) }
        let operations = channel.pipeline.syncOperations
        if address.isSecure {
            // Certificates of addresses are checked against the address of the socket.
            let name = NetworkAddress(address.host) == nil ? address.host : nil
            try operations.addHandler(
                try NIOSSLClientHandler(context: configuration.trustRoots.context(), serverHostname: name))
        }
        let request = ClientHandshakeHandler(address: address, origin: configuration.origin, opened: opened)
        let temporary = NIOLoopBound(request, eventLoop: channel.eventLoop)
        try operations.addHTTPClientHandlers(
            leftOverBytesStrategy: .forwardBytes,
            withClientUpgrade: (
                upgraders: [upgrader],
                completionHandler: { context in
                    context.pipeline.syncOperations.removeHandler(temporary.value, promise: nil)
                }
            ))
        try operations.addHandler(request)
    }

    private var upgrader: NIOWebSocketClientUpgrader {
        NIOWebSocketClientUpgrader(
            maxFrameSize: configuration.connection.frames.maximumMessageSize, automaticErrorHandling: false
        ) { channel, head in
            channel.eventLoop.makeCompletedFuture {
                if let field = unexpectedFields.first(where: { head.headers.contains(name: $0) }) {
                    let error = WebSocketConnectError.invalidHandshake("\(field) was not asked for")
                    // Nobody else is there any more to tell.
                    opened.fail(error)
                    throw error
                }
                try channel.pipeline.syncOperations.addHandler(
                    WebSocketHandler(side: .client, configuration: configuration.connection) { connection in
                        let receiver = receive(connection)
                        opened.succeed(connection)
                        return receiver
                    })
            }
        }
    }

    /// What a server may only say of what it was asked for.
    private var unexpectedFields: [String] { ["Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"] }

    static func reason(_ error: any Error) -> WebSocketConnectError {
        switch error {
        case let error as WebSocketConnectError: error
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: .notSecure("\(error)")
        case let error as NIOConnectionError:
            .unreachable(
                error.connectionErrors.first.map { "\($0.error)" } ?? "no address of '\(error.host)' is known")
        case is NIOHTTPClientUpgradeError, is HTTPParserError: .invalidHandshake("\(error)")
        default: .unreachable("\(error)")
        }
    }
}
