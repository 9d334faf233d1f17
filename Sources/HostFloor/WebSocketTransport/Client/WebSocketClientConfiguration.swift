/// How a client connects.
public struct WebSocketClientConfiguration: Sendable {
    /// For all of it: name, connection, TLS and handshake.
    public var connectTimeout: Duration = .seconds(10)

    /// Whom to trust with `wss`.
    public var trustRoots = TrustRoots.system

    /// The field `Origin`, as browsers send it; none by default.
    public var origin: String?

    /// How the connection behaves.
    public var connection = WebSocketConfiguration()

    /// The defaults.
    public init() {}
}
