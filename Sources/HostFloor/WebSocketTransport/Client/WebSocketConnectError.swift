/// Why no connection came about.
public enum WebSocketConnectError: Error, Hashable, CustomStringConvertible {
    /// The address is none of a WebSocket server.
    case invalidAddress(String)
    /// Nobody was reached there, or the connection broke.
    case unreachable(String)
    /// The server is not who it should be, or TLS failed otherwise.
    case notSecure(String)
    /// The server answered with this HTTP status instead of an upgrade.
    case refused(status: Int)
    /// What answered is no WebSocket server (RFC 6455, section 4.1).
    case invalidHandshake(String)
    /// It took too long.
    case timedOut(Duration)

    /// One line of text.
    public var description: String {
        switch self {
        case .invalidAddress(let reason): "no address of a WebSocket server: \(reason)"
        case .unreachable(let reason): "the server was not reached: \(reason)"
        case .notSecure(let reason): "no secure connection: \(reason)"
        case .refused(let status): "the server answered with status \(status), where 101 was expected"
        case .invalidHandshake(let reason): "the server's handshake is not valid: \(reason)"
        case .timedOut(let time): "no connection within \(time)"
        }
    }
}
