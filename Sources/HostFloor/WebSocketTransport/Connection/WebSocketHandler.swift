import NIOCore
import NIOWebSocket

/// The state of a connection, on its event loop: between the frames of the channel and a receiver.
final class WebSocketHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    enum Phase {
        case open
        /// This end has sent its close frame, and waits for the peer's.
        case closing(ClosePayload)
        /// The last frame has been sent or received: what still comes is thrown away until the channel closes.
        case ending
        /// The channel is closed.
        case gone
    }

    let side: WebSocketSide
    let configuration: WebSocketConfiguration
    private let makeReceiver: (WebSocketConnection) -> any WebSocketReceiver

    var phase = Phase.open
    /// Whether the connection's owner has closed it.
    var isClosedHere = false
    var context: ChannelHandlerContext?
    var connection: WebSocketConnection?
    var delivery: Delivery?
    var keepAlive = KeepAlive()
    var closeDeadline: Scheduled<Void>?
    /// What is known of a failure of the channel.
    var failure: String?
    private var assembly: MessageAssembly

    /// - Parameter makeReceiver: is called before anything is delivered.
    init(
        side: WebSocketSide, configuration: WebSocketConfiguration,
        makeReceiver: @escaping (WebSocketConnection) -> any WebSocketReceiver
    ) {
        self.side = side
        self.configuration = configuration
        self.makeReceiver = makeReceiver
        assembly = MessageAssembly(limits: configuration.frames)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let connection = WebSocketConnection(
            channel: context.channel, handler: self, maximumOutgoingBytes: configuration.maximumOutgoingBytes)
        self.connection = connection
        delivery = Delivery(to: makeReceiver(connection), maximumHeldBytes: configuration.maximumHeldBytes)
        schedulePing()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = Self.unwrapInboundIn(data)
        switch phase {
        case .ending, .gone: return
        case .open, .closing: break
        }
        do throws(FrameViolation) {
            try FrameRules.check(frame, at: side)
            try take(frame)
        } catch {
            fail(error)
        }
    }

    private func take(_ frame: WebSocketFrame) throws(FrameViolation) {
        switch frame.opcode {
        case .connectionClose: peerCloses(try ClosePayload(frame.unmaskedData))
        case .ping:
            delivery?.receiver?.receivedControlFrame()
            answerPing(frame.unmaskedData)
        case .pong: delivery?.receiver?.receivedControlFrame()
        default:
            guard case .open = phase, let message = try assembly.take(frame) else { return }
            deliver(.message(message))
        }
    }

    /// Bytes have come, whether they made a frame or not.
    func channelReadComplete(context: ChannelHandlerContext) {
        keepAlive.isHeard = true
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        channelIsGone()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { channelIsGone() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case NIOWebSocketError.invalidFrameLength:
            fail(.messageTooBig(limit: configuration.frames.maximumMessageSize))
        case NIOWebSocketError.fragmentedControlFrame: fail(.protocolError("a control frame in several parts"))
        case NIOWebSocketError.multiByteControlFrameLength:
            fail(.protocolError("a control frame of more than 125 bytes"))
        // What follows a frame that was refused: the peer is told, and has until the close deadline to end.
        case ByteToMessageDecoderError.dataReceivedInErrorState: break
        default:
            failure = failure ?? "\(error)"
            context.close(promise: nil)
        }
    }

    private func channelIsGone() {
        guard context != nil else { return }
        closeDeadline?.cancel()
        keepAlive.cancel()
        let lastPhase = phase
        phase = .gone
        connection?.refuseMore()
        switch lastPhase {
        case .open: deliver(.end(WebSocketEnd(cause: .lost, code: nil, reason: failure ?? "the connection broke")))
        case .closing(let payload): deliver(.end(payload.end(.here)))
        case .ending, .gone: break
        }
        context = nil
    }
}
