import NIOCore

enum RequestError: Error {
    /// More bytes came than a request may have.
    case tooBig
}

/// Counts the bytes of the one request of a connection, up to its upgrade.
final class RequestSizeLimit: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private var left: Int

    init(_ limit: Int) { left = limit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard left >= 0 else { return }
        left -= Self.unwrapInboundIn(data).readableBytes
        if left < 0 {
            context.fireErrorCaught(RequestError.tooBig)
        } else {
            context.fireChannelRead(data)
        }
    }
}
