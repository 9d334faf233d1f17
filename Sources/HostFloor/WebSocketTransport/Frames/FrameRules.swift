import NIOWebSocket

/// What every frame has to keep to, whatever it carries (RFC 6455, sections 5.1 and 5.2).
enum FrameRules {
    /// Checks a frame of the peer. The decoder has seen to the sizes of control frames.
    ///
    /// - Parameter side: who checks: frames to a server are masked, those to a client are not.
    static func check(_ frame: WebSocketFrame, at side: WebSocketSide) throws(FrameViolation) {
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            throw .protocolError("a reserved bit is set, and no extension was agreed on")
        }
        switch side {
        case .server: guard frame.maskKey != nil else { throw .protocolError("a frame of the client is not masked") }
        case .client: guard frame.maskKey == nil else { throw .protocolError("a frame of the server is masked") }
        }
        switch frame.opcode {
        case .continuation, .text, .binary, .connectionClose, .ping, .pong: break
        default: throw .protocolError("an unknown opcode")
        }
    }
}

/// Which end of a connection this one is.
enum WebSocketSide: Sendable {
    case server
    case client
}
