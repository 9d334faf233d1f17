import WebSocketProtocol

/// How long a client waits for what, and how much it sends. The defaults are those of released clients and canisters.
public struct ConnectionSettings: Hashable, Sendable {
    /// How long the gateway may take to say who it is, from when the socket is open.
    public var handshakeTimeout: Duration = .seconds(60)

    /// How long the canister's open message may take, from when `ws_open` was sent.
    public var openTimeout: Duration = .milliseconds(2 * ProtocolNumbers.communicationLatencyBound)

    /// The time between two acknowledgements, as the canister is set up.
    public var acknowledgementInterval: Duration = .milliseconds(ProtocolNumbers.defaultAcknowledgementInterval)

    /// How long a message may take between client and canister: an acknowledgement may come that much later.
    public var latencyBound: Duration = .milliseconds(ProtocolNumbers.communicationLatencyBound)

    /// How long a signed message holds, from now to its ingress expiry, which is cut to whole minutes. The network
    /// takes five minutes at most, and its clock may differ from this one.
    public var ingressLifetime: Duration = .seconds(240)

    /// The most bytes of a message's content. The network takes 2 MiB for the whole request.
    public var maximumMessageSize = 2_000_000

    /// How many messages may wait for their acknowledgement.
    public var maximumUnacknowledgedCount = 10_000

    /// How many bytes of content may wait for their acknowledgement; they are kept to tell what was lost.
    public var maximumUnacknowledgedSize = 16 << 20

    /// The default settings.
    public init() {}

    /// How long the oldest message may wait for its acknowledgement.
    var acknowledgementTimeout: Duration { acknowledgementInterval + latencyBound }
}
