/// What a client does beside the protocol itself.
public struct ClientConfiguration: Sendable {
    /// How long is waited for what, and how much is sent.
    public var connection = ConnectionSettings()

    /// Whether and how the client comes back after its connection broke; by default it does not.
    public var reconnect: ReconnectPolicy?

    /// How many bytes of messages may wait for the application. Then nothing more is read from the socket, and in the
    /// end the canister is not answered any more: an application that takes none for some minutes loses its connection.
    public var maximumWaitingSize = 1 << 20

    /// How many bytes of frames may wait to be verified, before reading pauses.
    public var maximumUnverifiedSize = 1 << 20

    /// What opens sockets.
    public var dialer: any GatewayDialer = WebSocketDialer()

    /// What tells the time.
    public var clock: any ClientClock = SystemClientClock()

    /// What the numbers of connections, and the waits between tries, follow from.
    public var random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()

    /// Makes a configuration of the defaults.
    public init() {}
}
