/// What canister and client tell each other about the connection itself: the content of a ``WebSocketMessage`` whose
/// ``WebSocketMessage/isServiceMessage`` is true.
public enum ServiceMessage: Hashable, Sendable {
    /// Canister to client: the connection is open. The first message of every connection.
    case open(ClientKey)
    /// Canister to client: messages up to this sequence number have come.
    case acknowledge(lastIncomingSequenceNumber: UInt64)
    /// Client to canister, in answer to an acknowledgement: messages up to this sequence number have come.
    case keepAlive(lastIncomingSequenceNumber: UInt64)
    /// Canister to client: the connection is closed.
    case close(CloseReason)
}
