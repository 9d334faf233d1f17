/// What a WebSocket takes from its peer.
public struct FrameLimits: Hashable, Sendable {
    /// The most bytes of a message, in one frame or in several. By default a canister's largest reply, 3 MiB, comes
    /// through with what proves it.
    public var maximumMessageSize = 4 << 20

    /// The most frames that a message comes in.
    public var maximumFragmentCount = 64

    /// The default limits.
    public init() {}
}
