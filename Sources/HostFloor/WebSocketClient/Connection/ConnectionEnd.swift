import ICAgent
import MessageVerification
import WebSocketProtocol

/// Why a connection ended, or did not come about.
public enum ConnectionEnd: Error, Sendable {
    /// The application closed it.
    case closedHere
    /// The canister said that it is closed, and why.
    case closedByCanister(CloseReason)
    /// The gateway closed the socket, or broke a rule of WebSockets, or the socket broke.
    case socketEnded(CloseStatus)

    // It did not come about.

    /// Nobody answered at the gateway's address, or not as a WebSocket, for this reason.
    case unreachable(String)
    /// The root key, without which nothing can be verified, was not to be had.
    case rootKey(AgentError)
    /// The gateway did not say in time who it is.
    case handshakeTimeout(Duration)
    /// The gateway's first frame does not say who it is.
    case handshake(FrameError)
    /// The canister's open message did not come in time.
    case openTimeout(Duration)
    /// Something else came before the canister's open message.
    case notOpened(ReceivedMessage.Body)

    // The relay is at fault, or the canister.

    /// A frame that is none of the protocol's.
    case frame(FrameError)
    /// A message that the canister did not send, or not as the next one of this connection.
    case refused(MessageRefusal)
    /// The canister acknowledged a message that was never sent.
    case acknowledgedTooMuch(found: UInt64, last: UInt64)
    /// These messages were not acknowledged in time.
    case acknowledgementTimeout([UInt64])

    // This side failed.

    /// The identity does not sign.
    case identity(IdentityError)
    /// The socket holds as many bytes that wait to be sent as it may, and a keep-alive found no room.
    case socketFull
}

extension ConnectionEnd {
    /// The code and the reason with which the client closes its socket for it; released clients use the same. `nil`
    /// where there is no socket to close.
    public var closing: (code: CloseCode, reason: String)? {
        switch self {
        case .closedHere: (.normal, "")
        case .closedByCanister(.closedByApplication): (.closedByApplication, "ClosedByApplication")
        case .closedByCanister: (.protocolError, "Received close message from canister")
        case .socketEnded, .unreachable, .rootKey: nil
        case .handshakeTimeout, .handshake, .identity: (.protocolError, "Handshake message error")
        case .openTimeout: (.protocolError, "Open connection timeout")
        case .notOpened: (.protocolError, "Service message error")
        case .refused(.serviceMessage), .refused(.unexpected): (.protocolError, "Service message error")
        case .frame, .refused: (.protocolError, "Error receiving message")
        case .acknowledgedTooMuch: (.protocolError, "Ack message error")
        case .acknowledgementTimeout: (.protocolError, "Ack message timeout")
        case .socketFull: (.protocolError, "Message sending failed")
        }
    }

    /// Whether a new connection may fare better. Not after what would only happen again, and not where the relay was
    /// caught at what it must not do.
    public var allowsReturn: Bool {
        switch self {
        case .socketEnded(let status): status.allowsReturn
        case .closedByCanister(let reason): reason == .keepAliveTimeout || reason == .wrongSequenceNumber
        case .unreachable, .handshakeTimeout, .openTimeout, .acknowledgementTimeout, .socketFull: true
        case .rootKey(let error): error.isTransient
        case .closedHere, .handshake, .notOpened, .frame, .refused, .acknowledgedTooMuch, .identity: false
        }
    }
}

extension AgentError {
    /// Whether another try might bring an answer.
    fileprivate var isTransient: Bool {
        switch self {
        case .transport(let error): error.isTransient
        case .http(let status, _): status == 429 || status >= 500
        case .deadline: true
        default: false
        }
    }
}
