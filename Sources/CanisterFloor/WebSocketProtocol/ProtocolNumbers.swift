/// The numbers that all parties of the protocol share.
public enum ProtocolNumbers {
    /// The label above the tree of messages in the canister's certified data.
    public static let treeLabel: StaticString = "websocket"

    /// The sequence number of the first message in each direction.
    public static let firstSequenceNumber: UInt64 = 1

    /// How long a message may take between client and canister, in milliseconds.
    public static let communicationLatencyBound: UInt64 = 30_000

    /// How long the canister waits for a client's keep-alive after an acknowledgement, in milliseconds: there and back.
    public static let keepAliveTimeout: UInt64 = 2 * communicationLatencyBound

    /// The time between two acknowledgements to a client, in milliseconds, where nothing else is set.
    public static let defaultAcknowledgementInterval: UInt64 = 300_000

    /// The most messages in one poll where nothing else is set.
    public static let defaultMaximumReturnedMessages: UInt64 = 50

    /// The most messages that one `send` deletes of those that are older than the acknowledgement interval.
    public static let deletedMessagesPerSend = 5

    /// The oldest certificate that a client takes, in milliseconds.
    public static let maximumCertificateAge: UInt64 = 300_000
}
