import NIOCore
import NIOHTTP1
import NIOSSL
import NIOWebSocket

/// The handlers of an accepted connection: PROXY header, TLS, HTTP, and after the upgrade WebSocket.
struct ServerPipeline: Sendable {
    typealias Acceptor = @Sendable (WebSocketConnection, HandshakeFacts) -> any WebSocketReceiver

    let configuration: WebSocketListenerConfiguration
    let handshakes: HandshakeCount
    let answer: @Sendable (PlainHTTPRequest) -> PlainHTTPAnswer
    /// None where no connection is upgraded.
    let accept: Acceptor?

    struct TooManyHandshakes: Error {}

    /// Called on the channel's event loop.
    func set(up channel: any Channel) throws {
        let peer = NetworkAddress(channel.remoteAddress)
        let isProxy = peer.map { configuration.proxies.contains($0) } ?? false
        // A proxy comes for many clients.
        let block = isProxy ? nil : peer.map { AddressBlock($0) }
        guard handshakes.enter(block) else { throw TooManyHandshakes() }
        let operations = channel.pipeline.syncOperations
        let deadline = HandshakeDeadline(timeout: configuration.handshakeTimeout, count: handshakes, block: block)
        do { try operations.addHandler(deadline) } catch {
            handshakes.leave(block)
            throw error
        }
        if configuration.proxies.useProxyProtocol, isProxy {
            try operations.addHandler(
                ProxyHeaderHandler { header in
                    switch header {
                    case .client(let address): try addRequestHandlers(channel, peer: address, deadline)
                    case .own: try addRequestHandlers(channel, peer: peer, deadline)
                    }
                })
        } else {
            try addRequestHandlers(channel, peer: peer, deadline)
        }
    }

    private func addRequestHandlers(
        _ channel: any Channel, peer: NetworkAddress?, _ deadline: HandshakeDeadline
    ) throws {
        let operations = channel.pipeline.syncOperations
        if let certificate = configuration.certificate {
            try operations.addHandler(NIOSSLServerHandler(context: certificate.context))
        }
        let sizeLimit = RequestSizeLimit(configuration.maximumRequestSize)
        let plain = PlainHTTPHandler(answer: answer)
        let handlers: [any RemovableChannelHandler] = [deadline, sizeLimit, plain]
        let temporary = NIOLoopBound(handlers, eventLoop: channel.eventLoop)
        try operations.addHandler(sizeLimit)
        try operations.configureHTTPServerPipeline(
            withPipeliningAssistance: false,
            withServerUpgrade: (
                upgraders: accept.map { [upgrader(peer: peer, accept: $0)] } ?? [],
                completionHandler: { context in
                    for handler in temporary.value {
                        context.pipeline.syncOperations.removeHandler(handler, promise: nil)
                    }
                }
            ))
        try operations.addHandler(plain)
    }

    private func upgrader(peer: NetworkAddress?, accept: @escaping Acceptor) -> NIOWebSocketServerUpgrader {
        NIOWebSocketServerUpgrader(
            maxFrameSize: configuration.connections.frames.maximumMessageSize, automaticErrorHandling: false,
            // No extension and no subprotocol is ever agreed on.
            shouldUpgrade: { channel, head in
                channel.eventLoop.makeSucceededFuture(OpeningRequest.isValid(head) ? HTTPHeaders() : nil)
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    let facts = HandshakeFacts(head, from: peer, proxies: configuration.proxies)
                    try channel.pipeline.syncOperations.addHandler(
                        WebSocketHandler(side: .server, configuration: configuration.connections) {
                            accept($0, facts)
                        })
                }
            })
    }
}
