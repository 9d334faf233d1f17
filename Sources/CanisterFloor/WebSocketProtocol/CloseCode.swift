/// The codes with which a WebSocket between client and gateway is closed (RFC 6455, section 7.4; 4000 and above are
/// the protocol's own).
public enum CloseCode: UInt16, Sendable {
    /// Either side is done.
    case normal = 1000
    /// The gateway goes away for a while; the client may come back.
    case goingAway = 1001
    /// A frame that the protocol does not know.
    case protocolError = 4000
    /// The canister's author closed the connection.
    case closedByApplication = 4001
}
