/// Why the canister closes a connection, as the close message tells the client.
///
/// The raw value is the tag's position in the Candid variant, which is sorted by the tags' hashes.
public enum CloseReason: UInt8, Sendable, CaseIterable {
    /// The canister's author asked for it.
    case closedByApplication = 0
    /// A service message that is none.
    case invalidServiceMessage = 1
    /// A message is missing, or one came twice.
    case wrongSequenceNumber = 2
    /// No keep-alive came in time after an acknowledgement.
    case keepAliveTimeout = 3
}

extension CloseReason {
    /// The code with which a client closes its WebSocket for this reason.
    public var closeCode: CloseCode {
        self == .closedByApplication ? .closedByApplication : .protocolError
    }
}
