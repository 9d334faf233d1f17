/// Who gets what arrives at a connection.
///
/// All is called on the connection's event loop, one after the other: nothing here may wait.
public protocol WebSocketReceiver: Sendable {
    /// A message has arrived. After ``WebSocketConnection/close(code:reason:)`` none comes any more.
    func received(_ message: [UInt8])

    /// A ping or pong has arrived; the connection has answered it.
    func receivedControlFrame()

    /// The connection is over. This comes once, last.
    func closed(_ end: WebSocketEnd)
}

extension WebSocketReceiver {
    /// Does nothing.
    public func receivedControlFrame() {}
}

/// How a connection ended.
public struct WebSocketEnd: Sendable, Hashable {
    /// Who ended it.
    public enum Cause: Sendable, Hashable {
        /// The peer sent a close frame.
        case peer
        /// This end did: it was asked to, or the peer broke a rule or passed a limit.
        case here
        /// The connection broke, or the peer fell silent, without a close frame.
        case lost
    }

    /// Who ended it.
    public let cause: Cause
    /// The code of the close frame: none where there was no frame, or an empty one.
    public let code: UInt16?
    /// The reason that the frame has, or what is known of a loss.
    public let reason: String

    /// Says how a connection ended.
    public init(cause: Cause, code: UInt16?, reason: String) {
        self.cause = cause
        self.code = code
        self.reason = reason
    }
}
