import NIOCore

/// Waits for the header of the PROXY protocol, then makes way.
final class ProxyHeaderHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let found: (ProxyHeader) throws -> Void
    private var buffer: ByteBuffer?

    /// - Parameter found: adds the handlers that what follows is for.
    init(found: @escaping (ProxyHeader) throws -> Void) { self.found = found }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        if buffer?.writeBuffer(&bytes) == nil { buffer = bytes }
        do {
            guard var rest = buffer, let header = try ProxyHeader.read(&rest) else { return }
            buffer = nil
            try found(header)
            if rest.readableBytes > 0 { context.fireChannelRead(Self.wrapInboundOut(rest)) }
            context.fireChannelReadComplete()
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }
}
