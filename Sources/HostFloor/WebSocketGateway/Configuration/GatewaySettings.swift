import Candid
import Logging
import WebSocketTransport

/// All that a gateway's operator can set, with the defaults.
public struct GatewaySettings: Sendable {
    /// Where clients connect.
    public var listen = ListenAddress(host: "127.0.0.1", port: 8_080)
    /// Where metrics are; nowhere by default.
    public var metrics: ListenAddress?
    /// By which names of this machine the page beside the metrics may be asked for, beside addresses, `localhost` and
    /// the host of ``metrics``.
    public var metricsNames: [String] = []
    /// The network: a name or an address.
    public var network = "local"
    /// The network's root key in hexadecimal digits, where it is not the usual one.
    public var rootKey: String?
    /// Whether a network that is not on this machine is believed what its root key is.
    public var trustNetworkKey = false
    /// The file with the gateway's identity.
    public var identity: String?
    /// The files of the certificate and its key: both, or none.
    public var tlsCertificate: String?
    /// See ``tlsCertificate``.
    public var tlsKey: String?
    /// Who may say for whom he connects.
    public var proxies = TrustedProxies()
    /// What the door lets in.
    public var admission = AdmissionLimits()
    /// How connections behave.
    public var connections = WebSocketConfiguration.ofGateway
    /// The time for opening handshakes.
    public var handshakeTimeout: Duration = .seconds(10)
    /// Whether canisters are polled for messages that are not to wait.
    public var lowLatency = false
    /// The pause between polls while traffic flows, and while none does, where it is not that of the pace.
    public var pollInterval: Duration?
    /// See ``pollInterval``.
    public var idlePollInterval: Duration?
    /// What the heart of the gateway allows and how long it waits; without the pace of polling.
    public var gateway = GatewayConfiguration()
    /// How long the end may take.
    public var grace: Duration = .seconds(20)
    /// How many threads serve sockets; as many as the machine has cores by default.
    public var threads: Int?
    /// How the log is written.
    public var logFormat = GatewayLogHandler.Format.text
    /// The least level that is written.
    public var logLevel = Logger.Level.info

    /// The defaults.
    public init() {}

    /// What the heart of the gateway allows and how long it waits.
    public var gatewayConfiguration: GatewayConfiguration {
        var configuration = gateway
        if lowLatency { configuration.polling = .lowLatency }
        if let pollInterval { configuration.polling.quick = pollInterval }
        if let idlePollInterval { configuration.polling.slow = idlePollInterval }
        configuration.polling.slow = max(configuration.polling.slow, configuration.polling.quick)
        configuration.shutdownGrace = grace
        return configuration
    }

    /// Sets one thing.
    ///
    /// - Parameters:
    ///   - name: as the flag of the command has it, without dashes before it.
    ///   - values: one, or several where the setting is a list.
    public mutating func set(_ name: String, to values: [String]) throws(SettingError) {
        guard let setting = Self.all.first(where: { $0.name == name }) else {
            throw .unknown(name: name, known: Self.names)
        }
        guard setting.isList || values.count == 1 else {
            throw .value(name: name, found: values.joined(separator: ", "), expected: "one value: \(setting.expected)")
        }
        if let wrong = setting.apply(&self, values) {
            throw .value(name: name, found: wrong, expected: setting.expected)
        }
    }

    /// Checks what only all settings together show.
    public func validate() throws(SettingError) {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw .together("tls-certificate and tls-key go together: one of them is not set")
        }
        guard !proxies.useProxyProtocol || !proxies.ranges.isEmpty else {
            throw .together("proxy-protocol is on, and trusted-proxy names nobody who may speak it")
        }
        guard admission.maximumConnectionsPerAddress <= admission.maximumConnections else {
            throw .together("max-connections-per-address is more than max-connections")
        }
        guard metricsNames.isEmpty || metrics != nil else {
            throw .together("metrics-name is set, and metrics, where the page would be, is not")
        }
        guard rootKey == nil || !trustNetworkKey else {
            throw .together("root-key and trust-network-key: the first makes the second needless")
        }
    }

    /// The names of all settings.
    public static var names: [String] { all.map(\.name) }
}
