import WebSocketProtocol

/// What lies between two connections of one client: what it may have missed, and what of it may not have arrived.
public struct Interruption: Sendable {
    /// Why the former connection ended.
    public let reason: ConnectionEnd

    /// The former connection.
    public let previous: ClientKey

    /// The sequence number of the last message that came on it. What the canister sent on it after that one is lost;
    /// nobody can tell whether there was anything, and what the canister had to say between the connections was never
    /// sent.
    public let lastReceivedSequenceNumber: UInt64

    /// Messages of the application that were sent on it and not acknowledged: the canister may have got each of them,
    /// or not.
    public let unacknowledged: [UnacknowledgedMessage]

    /// The connection that follows, which counts from 1 again.
    public let current: ClientKey

    /// How many tries it took.
    public let tries: Int

    /// From the end of the former connection to the opening of this one.
    public let duration: Duration
}
