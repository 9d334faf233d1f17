import NIOCore
import NIOHTTP1

/// Sends the opening handshake, and tells what went wrong where the connection is not upgraded.
final class ClientHandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let address: WebSocketAddress
    private let origin: String?
    private let opened: EventLoopPromise<WebSocketConnection>

    init(address: WebSocketAddress, origin: String?, opened: EventLoopPromise<WebSocketConnection>) {
        self.address = address
        self.origin = origin
        self.opened = opened
    }

    func channelActive(context: ChannelHandlerContext) {
        // The upgrader adds the fields of the handshake.
        var headers = HTTPHeaders([("Host", address.authority)])
        if let origin { headers.add(name: "Origin", value: origin) }
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: address.path, headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // An upgrade's answer does not come here.
        guard case .head(let head) = Self.unwrapInboundIn(data) else { return }
        opened.fail(
            head.status == .switchingProtocols
                ? WebSocketConnectError.invalidHandshake("it accepts another key, or another protocol")
                : WebSocketConnectError.refused(status: Int(head.status.code)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        opened.fail(WebSocketConnectError.unreachable("the server closed the connection before its answer"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { opened.fail(ClientPipeline.reason(error)) }
}
