/// How a listener takes connections.
public struct WebSocketListenerConfiguration: Sendable {
    /// The address to listen at.
    public var host = "127.0.0.1"

    /// The port; 0 for any that is free.
    public var port = 0

    /// With it all connections have to be TLS.
    public var certificate: ServerCertificate?

    /// Who may say for whom he connects.
    public var proxies = TrustedProxies()

    /// From the connection to the upgrade, TLS included, or to the end of the answer where there is none.
    public var handshakeTimeout: Duration = .seconds(10)

    /// The most connections that are on their way to the upgrade. One more is closed at once.
    public var maximumPendingHandshakes = 4_096

    /// The most of them of one address, of IPv6 of one /64. One more is closed at once. Those of trusted proxies do not
    /// count: they come for many clients.
    public var maximumPendingHandshakesPerAddress = 512

    /// The most bytes of a request, all of it.
    public var maximumRequestSize = 16 << 10

    /// How connections behave after the upgrade.
    public var connections = WebSocketConfiguration()

    /// The defaults.
    public init() {}
}
