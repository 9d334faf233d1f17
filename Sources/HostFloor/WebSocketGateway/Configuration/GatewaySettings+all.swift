import Candid
import Logging
import NIOCore
import WebSocketTransport

extension GatewaySettings {
    /// Every setting. Names are those of the flags and of the keys in the file.
    static let all: [GatewaySetting] = network + door + connection + heart + operation

    private static let network: [GatewaySetting] = [
        .endpoint("listen", show: { $0.listen }, set: { $0.listen = $1 }),
        GatewaySetting(
            "network", "'local', 'ic', or an address", read: { $0.isEmpty ? nil : $0 }, show: { $0.network }
        ) { $0.network = $1 },
        .text("root-key", \.rootKey),
        .flag("trust-network-key", \.trustNetworkKey),
        .file("identity", \.identity),
        .file("tls-certificate", \.tlsCertificate),
        .file("tls-key", \.tlsKey),
        GatewaySetting(
            list: "trusted-proxy", "addresses or ranges: 10.0.0.0/8", read: AddressRange.init,
            show: { $0.proxies.ranges.map(\.description) }
        ) { $0.proxies.ranges = $1 },
        .flag("proxy-protocol", \.proxies.useProxyProtocol),
    ]

    private static let door: [GatewaySetting] = [
        .number("max-connections", 1...1_000_000, \.admission.maximumConnections),
        .number("max-connections-per-address", 1...1_000_000, \.admission.maximumConnectionsPerAddress),
        GatewaySetting(
            "frames-per-second", "a number from 0.01 to 1000000",
            read: { Double($0).flatMap { (0.01...1_000_000).contains($0) ? $0 : nil } },
            show: { PrometheusText.number($0.admission.framesPerSecond) }
        ) { $0.admission.framesPerSecond = $1 },
        .number("frame-burst", 1...1_000_000, \.admission.frameBurst),
        // No larger call is read.
        .size("max-frame-size", atLeast: 1_024, atMost: 5 << 20, \.connections.frames.maximumMessageSize),
        .number("max-fragments", 1...65_536, \.connections.frames.maximumFragmentCount),
        .duration("handshake-timeout", \.handshakeTimeout),
        .duration("idle-timeout", \.admission.idleTimeout),
        GatewaySetting(
            list: "origin", "origins: https://example.com, http://localhost:3000", read: WebOrigin.init,
            show: { ($0.admission.origins ?? []).map(\.description).sorted() }
        ) { $0.admission.origins = Set($1) },
        GatewaySetting(
            list: "allow-canister", "principals: bkyz2-fmaaa-aaaaa-qaaaq-cai", read: Self.principal,
            show: { ($0.gateway.allowedCanisters ?? []).sorted().map(\.text) }
        ) { $0.gateway.allowedCanisters = Set($1) },
        .number("max-connections-per-canister", 1...1_000_000, \.gateway.connectionsPerCanister),
    ]

    private static let connection: [GatewaySetting] = [
        .size("send-buffer", atLeast: 4_096, \.connections.maximumOutgoingBytes),
        GatewaySetting(
            "ping-interval", "\(SettingText.timeExpectation), or 'never'", read: Self.pingInterval,
            show: { $0.connections.pingInterval.map(SettingText.text) ?? "never" }
        ) { $0.connections.pingInterval = $1 },
        .duration("ping-timeout", \.connections.pingPatience),
        .duration("close-timeout", \.connections.closeTimeout),
    ]

    private static let heart: [GatewaySetting] = [
        .duration("open-timeout", \.gateway.openTimeout),
        .duration("first-message-delay", atLeast: .zero, \.gateway.firstMessageDelay),
        .flag("low-latency", \.lowLatency),
        GatewaySetting(
            "poll-interval", Self.pollExpectation, read: Self.pollInterval,
            show: { SettingText.text($0.gatewayConfiguration.polling.quick) }
        ) { $0.pollInterval = $1 },
        GatewaySetting(
            "idle-poll-interval", Self.pollExpectation, read: Self.pollInterval,
            show: { SettingText.text($0.gatewayConfiguration.polling.slow) }
        ) { $0.idlePollInterval = $1 },
        .number("max-calls", 1...700, \.gateway.delivery.concurrentCalls),
        .number("max-calls-per-canister", 1...700, \.gateway.delivery.concurrentCallsPerCanister),
        .number("max-close-calls", 1...150, \.gateway.closing.concurrentCalls),
        .number("max-close-calls-per-canister", 1...150, \.gateway.closing.concurrentCallsPerCanister),
        .number("max-waiting-closes", 1...1_000_000, \.gateway.closing.maximumWaiting),
        .number("max-waiting-closes-per-canister", 1...1_000_000, \.gateway.closing.maximumWaitingPerCanister),
        .duration("grace", \.grace),
    ]

    private static let operation: [GatewaySetting] = [
        .endpoint("metrics", show: { $0.metrics }, set: { $0.metrics = $1 }),
        GatewaySetting(
            list: "metrics-name", "names of this machine: gateway.internal", read: RequestedHost.name,
            show: { $0.metricsNames }
        ) { $0.metricsNames = $1 },
        GatewaySetting(
            "threads", "1 to 1024", read: { Int($0).flatMap { (1...1_024).contains($0) ? $0 : nil } },
            show: { "\($0.threads ?? System.coreCount)" }
        ) { $0.threads = $1 },
        GatewaySetting(
            "log-format", "text or json", read: GatewayLogHandler.Format.init(rawValue:),
            show: { $0.logFormat.rawValue }
        ) { $0.logFormat = $1 },
        GatewaySetting(
            "log-level", Logger.Level.allCases.map(\.rawValue).joined(separator: ", "),
            read: Logger.Level.init(rawValue:), show: { $0.logLevel.rawValue }
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
