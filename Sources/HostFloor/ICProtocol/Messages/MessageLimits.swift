/// How large a message may be that comes from outside.
public struct MessageLimits: Sendable {
    /// Bytes of the whole message.
    public var size: Int

    /// Items of all arrays and maps together. The largest request that the specification allows has some 130,000: the
    /// labels of 1,000 paths.
    public var items: Int

    /// Limits; the default size is what the network takes as a request's body.
    public init(size: Int = 5 << 20, items: Int = 150_000) {
        self.size = size
        self.items = items
    }
}
