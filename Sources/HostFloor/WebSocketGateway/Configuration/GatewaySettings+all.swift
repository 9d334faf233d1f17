import Candid
import Logging
import WebSocketTransport

extension GatewaySettings {
    /// Every setting. Names are those of the flags and of the keys in the file.
    static let all: [GatewaySetting] = network + door + connection + heart + operation

    private static let network: [GatewaySetting] = [
        GatewaySetting("listen", SettingText.endpointExpectation, read: SettingText.endpoint) { $0.listen = $1 },
        GatewaySetting("network", "'local', 'ic', or an address", read: { $0.isEmpty ? nil : $0 }) { $0.network = $1 },
        .text("root-key", \.rootKey),
        .flag("trust-network-key") { $0.trustNetworkKey = $1 },
        .text("identity", \.identity),
        .text("tls-certificate", \.tlsCertificate),
        .text("tls-key", \.tlsKey),
        GatewaySetting(list: "trusted-proxy", "addresses or ranges: 10.0.0.0/8", read: AddressRange.init) {
            $0.proxies.ranges = $1
        },
        .flag("proxy-protocol") { $0.proxies.useProxyProtocol = $1 },
    ]

    private static let door: [GatewaySetting] = [
        .number("max-connections", 1...1_000_000, \.admission.maximumConnections),
        .number("max-connections-per-address", 1...1_000_000, \.admission.maximumConnectionsPerAddress),
        GatewaySetting(
            "frames-per-second", "a number from 0.01 to 1000000",
            read: { Double($0).flatMap { (0.01...1_000_000).contains($0) ? $0 : nil } }
        ) { $0.admission.framesPerSecond = $1 },
        .number("frame-burst", 1...1_000_000, \.admission.frameBurst),
        // No larger call is read.
        .size("max-frame-size", atLeast: 1_024, atMost: 5 << 20, \.connections.frames.maximumMessageSize),
        .number("max-fragments", 1...65_536, \.connections.frames.maximumFragmentCount),
        .duration("handshake-timeout", \.handshakeTimeout),
        .duration("idle-timeout", \.admission.idleTimeout),
        GatewaySetting(list: "origin", "origins: https://example.com, http://localhost:3000", read: WebOrigin.init) {
            $0.admission.origins = Set($1)
        },
        GatewaySetting(list: "allow-canister", "principals: bkyz2-fmaaa-aaaaa-qaaaq-cai", read: Self.principal) {
            $0.gateway.allowedCanisters = Set($1)
        },
        .number("max-connections-per-canister", 1...1_000_000, \.gateway.connectionsPerCanister),
    ]

    private static let connection: [GatewaySetting] = [
        .size("send-buffer", atLeast: 4_096, \.connections.maximumOutgoingBytes),
        GatewaySetting("ping-interval", "\(SettingText.timeExpectation), or 'never'", read: Self.pingInterval) {
            $0.connections.pingInterval = $1
        },
        .duration("ping-timeout", \.connections.pingPatience),
        .duration("close-timeout", \.connections.closeTimeout),
    ]

    private static let heart: [GatewaySetting] = [
        .duration("open-timeout", \.gateway.openTimeout),
        .duration("first-message-delay", atLeast: .zero, \.gateway.firstMessageDelay),
        .flag("low-latency") { $0.lowLatency = $1 },
        GatewaySetting("poll-interval", Self.pollExpectation, read: Self.pollInterval) {
            $0.pollInterval = $1
        },
        GatewaySetting("idle-poll-interval", Self.pollExpectation, read: Self.pollInterval) {
            $0.idlePollInterval = $1
        },
        .duration("grace", \.grace),
    ]

    private static let operation: [GatewaySetting] = [
        GatewaySetting("metrics", SettingText.endpointExpectation, read: SettingText.endpoint) { $0.metrics = $1 },
        GatewaySetting("threads", "1 to 1024", read: { Int($0).flatMap { (1...1_024).contains($0) ? $0 : nil } }) {
            $0.threads = $1
        },
        GatewaySetting("log-format", "text or json", read: GatewayLogHandler.Format.init(rawValue:)) {
            $0.logFormat = $1
        },
        GatewaySetting(
            "log-level", Logger.Level.allCases.map(\.rawValue).joined(separator: ", "),
            read: Logger.Level.init(rawValue:)
        ) { $0.logLevel = $1 },
    ]

    private static func principal(_ text: String) -> Principal? { try? Principal(text: text) }

    /// Without a pause, polls would be all that is done.
    private static func pollInterval(_ text: String) -> Duration? {
        SettingText.duration(text).flatMap { $0 >= .milliseconds(1) ? $0 : nil }
    }

    private static let pollExpectation = "\(SettingText.timeExpectation); at least 1ms"

    private static func pingInterval(_ text: String) -> Duration?? {
        text == "never" ? .some(nil) : SettingText.duration(text).flatMap { $0 > .zero ? .some($0) : nil }
    }
}
