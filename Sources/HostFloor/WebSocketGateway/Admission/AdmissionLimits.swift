/// What the door lets in. Each limit that is passed closes the socket with a code of its own.
public struct AdmissionLimits: Sendable, Hashable {
    /// The most sockets at a time; one more is closed with ``CloseCode/tryAgainLater``.
    public var maximumConnections = 10_000

    /// The most sockets of one address at a time; one more is closed with ``CloseCode/tooManyConnections``. Of IPv6
    /// addresses the first 64 bits count: who has one of them has all.
    public var maximumConnectionsPerAddress = 1_000

    /// How many frames a second one socket may send for ever; control frames count. Beyond the burst it is closed with
    /// ``CloseCode/tooFast``.
    public var framesPerSecond = 100.0

    /// How many frames may come at once.
    public var frameBurst = 1_000

    /// How long a socket may carry no message, in either direction, before it is closed with ``CloseCode/idle``. Pings
    /// do not count: they tell that the client lives, not that it is served. Canisters send each client an
    /// acknowledgement every five minutes, unless they were built otherwise, and clients answer it.
    public var idleTimeout: Duration = .seconds(900)

    /// The pages that may open sockets from a browser; all where there is no list. Others are closed with
    /// ``CloseCode/originNotAllowed``. Clients that are no browsers send no origin, and are let in: what they would
    /// send proves nothing.
    public var origins: Set<WebOrigin>?

    /// The defaults.
    public init() {}
}
