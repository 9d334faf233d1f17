import Candid
import WebSocketProtocol

/// How far a connection is.
public enum ConnectionPhase: Hashable, Sendable {
    /// The socket is open, and the gateway has to say who it is.
    case awaitingHandshake
    /// `ws_open` was sent through the gateway, and the canister has to answer.
    case opening(gateway: Principal)
    /// Both sides send.
    case open(gateway: Principal)
    /// The client closed the socket, which is not yet gone.
    case closing
    /// The socket is gone.
    case closed
}

/// What a ``ClientConnection`` wants done, in this order.
public enum ConnectionAction: Sendable {
    /// To send a frame.
    case transmit([UInt8])
    /// To tell that the connection is open.
    case opened
    /// To hand a message to the application.
    case deliver(IncomingMessage)
    /// To tell that the canister has everything up to a number.
    case acknowledged(upTo: UInt64)
    /// To close the socket, after what was sent before.
    case close(CloseCode, reason: String)
    /// To tell that the connection is over: nothing follows.
    case ended(ConnectionEnd)
}
