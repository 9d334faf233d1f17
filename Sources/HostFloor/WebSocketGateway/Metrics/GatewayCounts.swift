/// What a gateway has open at a moment.
public struct GatewayCounts: Hashable, Sendable {
    /// Clients with an open socket.
    public var sessions = 0

    /// Canisters that are being polled.
    public var pollers = 0

    /// Connections at canisters: from the moment when `ws_open` is forwarded until the canister is known to have closed
    /// the connection, or closing it was given up.
    public var canisterConnections = 0

    /// Nothing open.
    public init() {}
}
