import WebSocketTransport

/// How a gateway serves sockets.
public struct GatewayServerConfiguration: Sendable {
    /// Where it listens, with which certificate, whom it believes about addresses, and how connections behave.
    public var listener = WebSocketListenerConfiguration()

    /// What the door lets in.
    public var admission = AdmissionLimits()

    /// Where metrics are; nowhere by default.
    public var metrics: ListenAddress?

    /// By which names of this machine the page there may be asked for, beside addresses, `localhost`, and the host of
    /// ``metrics``.
    public var metricsNames: [String] = []

    /// The network, as the operator named it.
    public var network = ""

    /// The settings that are in force, for the operator's page.
    public var settings: [ShownSetting] = []

    /// How often the network is asked whether it is there.
    public var probeInterval: Duration = .seconds(5)

    /// The defaults.
    public init() { listener.connections = .ofGateway }

    /// What an operator has set.
    ///
    /// - Parameter certificate: of the files that the settings name.
    public init(_ settings: GatewaySettings, certificate: ServerCertificate?) {
        listener.host = settings.listen.host
        listener.port = settings.listen.port
        listener.certificate = certificate
        listener.proxies = settings.proxies
        listener.handshakeTimeout = settings.handshakeTimeout
        // Who may have more sockets than usual may open more at a time.
        listener.maximumPendingHandshakesPerAddress = max(
            listener.maximumPendingHandshakesPerAddress, settings.admission.maximumConnectionsPerAddress / 2)
        listener.connections = settings.connections
        admission = settings.admission
        metrics = settings.metrics
        metricsNames = settings.metricsNames
        network = settings.network
        self.settings = settings.shown
    }
}

extension WebSocketConfiguration {
    /// How connections of clients to a gateway behave by default. What a client sends is a call in a frame: a subnet
    /// takes one of at most 2 MiB, and 64 KiB are for what is around it.
    static var ofGateway: WebSocketConfiguration {
        var configuration = WebSocketConfiguration()
        configuration.frames.maximumMessageSize = (2 << 20) + (64 << 10)
        return configuration
    }
}
