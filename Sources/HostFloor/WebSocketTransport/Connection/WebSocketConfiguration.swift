/// How a connection behaves, at either end.
public struct WebSocketConfiguration: Sendable, Hashable {
    /// What is taken from the peer. A frame, or a message in several, above that is answered with 1009.
    public var frames = FrameLimits()

    /// The most bytes that may wait to be sent, with a few for each frame. What would be more is not taken; a message
    /// before which nothing waits is taken whatever its size. By default as much as a canister can reply with, 3 MiB,
    /// which may all be for one peer and come at one time, and 1 MiB for what waited before.
    public var maximumOutgoingBytes = 4 << 20

    /// The most bytes that are held for a receiver that paused: what the system had received already. A peer that goes
    /// beyond that is cut off.
    public var maximumHeldBytes = 16 << 20

    /// The time between the answer to a ping and the next ping; nil for none.
    public var pingInterval: Duration? = .seconds(30)

    /// How long the peer may stay silent after a ping before the connection counts as lost.
    public var pingPatience: Duration = .seconds(20)

    /// How long the peer has to answer a close frame before the connection is cut.
    public var closeTimeout: Duration = .seconds(5)

    /// The defaults.
    public init() {}
}
