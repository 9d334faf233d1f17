import Candid
import WebSocketProtocol

/// How it stands with a client's socket.
public enum SocketState: Sendable {
    /// A connection is being opened: root key, socket, handshake, the canister's open message. The first try is 1.
    case connecting(try: Int)
    /// Both sides send.
    case open(ClientKey, gateway: Principal)
    /// The connection ended, and the next try is made after a while.
    case waiting(Duration, after: ConnectionEnd)
    /// It is over.
    case closed(ConnectionEnd)

    /// Whether messages can be sent.
    public var isOpen: Bool { if case .open = self { true } else { false } }

    /// Why it is over; `nil` while it is not.
    public var end: ConnectionEnd? { if case .closed(let end) = self { end } else { nil } }
}

extension SocketState: CustomStringConvertible {
    public var description: String {
        switch self {
        case .connecting(let number): number == 1 ? "connecting" : "connecting, try \(number)"
        case .open(let key, _): "open, \(key.principal.text)_\(key.nonce)"
        case .waiting(let delay, let end): "waiting \(delay) to connect again, after: \(end)"
        case .closed(let end): "closed: \(end)"
        }
    }
}

/// What an application gets from its socket, in order.
public enum SocketEvent: Sendable {
    /// A message of the canister.
    case message(IncomingMessage)
    /// The connection is another one from here on.
    case reconnected(Interruption)
}
