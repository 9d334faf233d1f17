import NIOCore
import NIOPosix

extension WebSocketConnection {
    /// Connects to a server.
    ///
    /// - Parameters:
    ///   - address: where it is.
    ///   - configuration: limits and times.
    ///   - group: the event loops, one of which gets the connection.
    ///   - receive: makes who gets what arrives, on the connection's event loop, before anything does.
    public static func connect(
        to address: WebSocketAddress, configuration: WebSocketClientConfiguration = WebSocketClientConfiguration(),
        on group: any EventLoopGroup,
        receive: @escaping @Sendable (WebSocketConnection) -> any WebSocketReceiver
    ) async throws(WebSocketConnectError) -> WebSocketConnection {
        let loop = group.next()
        let opened = loop.makePromise(of: WebSocketConnection.self)
        let deadline = loop.scheduleTask(in: TimeAmount(configuration.connectTimeout)) {
            opened.fail(WebSocketConnectError.timedOut(configuration.connectTimeout))
        }
        defer { deadline.cancel() }
        let pipeline = ClientPipeline(
            address: address, configuration: configuration, opened: opened, receive: receive)
        ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(configuration.connectTimeout))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try pipeline.set(up: channel) }
            }
            .connect(host: address.host, port: address.port)
            .whenFailure { opened.fail(ClientPipeline.reason($0)) }
        do {
            return try await withTaskCancellationHandler {
                try await opened.futureResult.get()
            } onCancel: {
                opened.fail(WebSocketConnectError.unreachable("the attempt was cancelled"))
            }
        } catch let error as WebSocketConnectError {
            throw error
        } catch {
            throw .unreachable("\(error)")
        }
    }
}
