import ArgumentParser

/// The settings of a gateway as flags. They are read where those of the file are, with the same names.
struct GatewayFlags: ParsableArguments {
    @Option(help: "Where clients connect; port 0 for any free one. By default 127.0.0.1:8080.")
    var listen: String?
    @Option(help: "The network: 'local' for the one on this machine, 'ic', or its address. By default local.")
    var network: String?
    @Option(help: "The network's root key, in DER as hexadecimal digits, where it is not the usual one.")
    var rootKey: String?
    @Flag(help: "Believe a network that is not on this machine what its root key is.")
    var trustNetworkKey = false
    @Option(help: "The PEM file with the gateway's identity, made at the first start.")
    var identity: String?
    @Option(help: "The PEM file with the certificate, for wss. Read again at SIGHUP.")
    var tlsCertificate: String?
    @Option(help: "The PEM file with the certificate's key.")
    var tlsKey: String?
    @Option(help: "An address or range of proxies that may tell the client's address; repeat it for several.")
    var trustedProxy: [String] = []
    @Flag(help: "The trusted proxies speak the PROXY protocol, version 1 or 2.")
    var proxyProtocol = false

    @Option(help: "The most sockets. By default 10000.")
    var maxConnections: String?
    @Option(help: "The most sockets of one address, of IPv6 one /64. By default 1000.")
    var maxConnectionsPerAddress: String?
    @Option(help: "The frames a second that a socket may send for ever. By default 100.")
    var framesPerSecond: String?
    @Option(help: "The frames that a socket may send at once. By default 1000.")
    var frameBurst: String?
    @Option(help: "The most bytes of a message of a client, up to 5MiB. By default 2112KiB.")
    var maxFrameSize: String?
    @Option(help: "The most frames of one message. By default 64.")
    var maxFragments: String?
    @Option(help: "The time from a connection to its upgrade. By default 10s.")
    var handshakeTimeout: String?
    @Option(help: "How long a socket may carry no message. By default 15m.")
    var idleTimeout: String?
    @Option(help: "An origin of pages that may connect; repeat it for several. By default all may.")
    var origin: [String] = []
    @Option(help: "A canister that is served; repeat it for several. By default all are.")
    var allowCanister: [String] = []
    @Option(help: "The most connections of one canister. By default 10000.")
    var maxConnectionsPerCanister: String?

    @Option(help: "The most bytes that wait for a client that reads slowly. By default 4MiB.")
    var sendBuffer: String?
    @Option(help: "The time between pings, or 'never'. By default 30s.")
    var pingInterval: String?
    @Option(help: "How long a client may stay silent after a ping. By default 20s.")
    var pingTimeout: String?
    @Option(help: "How long a client has to answer a close frame. By default 5s.")
    var closeTimeout: String?
    @Option(help: "How long a client may take to open its connection. By default 30s.")
    var openTimeout: String?
    @Option(help: "How long after the handshake a canister's first message is held at least. By default 150ms.")
    var firstMessageDelay: String?

    @Flag(help: "Poll canisters more often, for messages that are not to wait.")
    var lowLatency = false
    @Option(help: "The pause between polls while traffic flows. By default 100ms.")
    var pollInterval: String?
    @Option(help: "The longest pause between polls. By default 1s.")
    var idlePollInterval: String?
    @Option(help: "The most messages of clients that are under way to canisters, up to 700. By default 600.")
    var maxCalls: String?
    @Option(help: "The most of them that are under way to one canister. By default 256.")
    var maxCallsPerCanister: String?
    @Option(help: "The most connections that are being closed at canisters at a time, up to 150. By default 128.")
    var maxCloseCalls: String?
    @Option(help: "The most of them at one canister. By default 32.")
    var maxCloseCallsPerCanister: String?
    @Option(help: "The most connections that wait to be closed at canisters. By default 100000.")
    var maxWaitingCloses: String?
    @Option(help: "The most of them of one canister. By default 20000.")
    var maxWaitingClosesPerCanister: String?
    @Option(help: "How long the end may take, in which connections are closed at their canisters. By default 20s.")
    var grace: String?

    @Option(help: "Where the operator's page is, and /metrics as Prometheus reads it. By default nowhere.")
    var metrics: String?
    @Option(help: "A name of this machine by which that page may be asked for; repeat it for several.")
    var metricsName: [String] = []
    @Option(help: "The threads that serve sockets. By default as many as the machine has cores.")
    var threads: String?
    @Option(help: "How the log is written: text or json. By default text.")
    var logFormat: String?
    @Option(help: "The least level that is written: trace, debug, info, notice, warning, error. By default info.")
    var logLevel: String?

    /// What was given.
    var given: [(name: String, values: [String])] {
        let single: [(String, String?)] = [
            ("listen", listen), ("network", network), ("root-key", rootKey), ("identity", identity),
            ("tls-certificate", tlsCertificate), ("tls-key", tlsKey), ("max-connections", maxConnections),
            ("max-connections-per-address", maxConnectionsPerAddress), ("frames-per-second", framesPerSecond),
            ("frame-burst", frameBurst), ("max-frame-size", maxFrameSize), ("max-fragments", maxFragments),
            ("handshake-timeout", handshakeTimeout), ("idle-timeout", idleTimeout),
            ("max-connections-per-canister", maxConnectionsPerCanister), ("send-buffer", sendBuffer),
            ("ping-interval", pingInterval), ("ping-timeout", pingTimeout), ("close-timeout", closeTimeout),
            ("open-timeout", openTimeout), ("first-message-delay", firstMessageDelay),
            ("poll-interval", pollInterval), ("idle-poll-interval", idlePollInterval), ("grace", grace),
            ("max-calls", maxCalls), ("max-calls-per-canister", maxCallsPerCanister),
            ("max-close-calls", maxCloseCalls), ("max-close-calls-per-canister", maxCloseCallsPerCanister),
            ("max-waiting-closes", maxWaitingCloses),
            ("max-waiting-closes-per-canister", maxWaitingClosesPerCanister),
            ("metrics", metrics), ("threads", threads), ("log-format", logFormat), ("log-level", logLevel),
        ]
        let lists = [
            ("trusted-proxy", trustedProxy), ("origin", origin), ("allow-canister", allowCanister),
            ("metrics-name", metricsName),
        ]
        let flags = [
            ("trust-network-key", trustNetworkKey), ("proxy-protocol", proxyProtocol), ("low-latency", lowLatency),
        ]
        return single.compactMap { name, value in value.map { (name, [$0]) } } + lists.filter { !$0.1.isEmpty }
            + flags.filter(\.1).map { ($0.0, ["true"]) }
    }
}
