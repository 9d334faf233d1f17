import NIOCore
import NIOWebSocket

extension WebSocketHandler {
    /// Writes what was given to the connection.
    func sendWaiting() {
        guard let connection else { return }
        for entry in connection.takeOutgoing() {
            switch entry {
            case .message(let message):
                let size = Outbox.size(message)
                if case .open = phase {
                    write(.binary, ByteBuffer(bytes: message), taking: size)
                } else {
                    connection.sent(size)
                }
            case .close(let payload): closeHere(payload)
            }
        }
        context?.flush()
    }

    /// Answers, unless the peer reads so little that the answers would pile up.
    func answerPing(_ data: ByteBuffer) {
        let size = data.readableBytes + Outbox.frameOverhead
        guard case .open = phase, connection?.reserve(size) == true else { return }
        write(.pong, data, taking: size)
        context?.flush()
    }

    func sendPing() {
        guard case .open = phase, connection?.reserve(Outbox.frameOverhead) == true else { return }
        write(.ping, ByteBuffer(), taking: Outbox.frameOverhead)
        context?.flush()
    }

    /// - Returns: when it has been written, or failed.
    @discardableResult
    func writeClose(_ payload: ClosePayload) -> EventLoopFuture<Void>? {
        let written = write(.connectionClose, payload.bytes, taking: 0)
        context?.flush()
        return written
    }

    /// - Parameter size: what is given back to the connection when the frame has left.
    @discardableResult
    private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer, taking size: Int) -> EventLoopFuture<Void>? {
        guard let context, let connection else { return nil }
        let frame = WebSocketFrame(
            fin: true, opcode: opcode, maskKey: side == .client ? .random() : nil, data: data)
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { _ in connection.sent(size) }
        context.write(Self.wrapOutboundOut(frame), promise: promise)
        return promise.futureResult
    }
}
