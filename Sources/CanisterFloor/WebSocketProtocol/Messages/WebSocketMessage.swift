/// A message of either direction: what a client signs into `ws_message`, and what the canister certifies.
public struct WebSocketMessage: Hashable, Sendable {
    /// The connection.
    public let clientKey: ClientKey

    /// Counts the messages of one direction of a connection, service messages included; the first has 1.
    public let sequenceNumber: UInt64

    /// When it was sent, in nanoseconds since 1970, by the sender's clock.
    public let timestamp: UInt64

    /// Whether the content is a ``ServiceMessage`` and not the application's.
    public let isServiceMessage: Bool

    /// The application's bytes, or a ``ServiceMessage`` in Candid.
    public let content: [UInt8]

    public init(
        clientKey: ClientKey, sequenceNumber: UInt64, timestamp: UInt64, isServiceMessage: Bool, content: [UInt8]
    ) {
        self.clientKey = clientKey
        self.sequenceNumber = sequenceNumber
        self.timestamp = timestamp
        self.isServiceMessage = isServiceMessage
        self.content = content
    }
}
