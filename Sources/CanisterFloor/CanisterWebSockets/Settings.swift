import Candid
import WebSocketProtocol

/// What an author can set. The defaults are those of the protocol and, where that has none, safe ones.
public struct WebSocketSettings: Sendable {
    /// The most messages in one poll, at most 2³² − 1. A poll may return fewer: its reply has a size limit too.
    public var maximumReturnedMessages = ProtocolNumbers.defaultMaximumReturnedMessages

    /// The time between two acknowledgements to a client, in milliseconds. More than 60,000, the time in which a
    /// client has to answer one. Messages that are older than this may be deleted.
    public var acknowledgementInterval = ProtocolNumbers.defaultAcknowledgementInterval

    /// The most connections that may be open at once.
    public var maximumConnections = 100_000

    /// The most gateways that may have connections or messages at once. Any client can name one of its own.
    public var maximumGateways = 10_000

    /// The most bytes of messages that may wait for one gateway.
    public var maximumQueueSize = 64 << 20

    /// The most bytes of messages that may wait for all gateways together. A small message takes up to twice its bytes
    /// in the heap, of which a canister has at most 4 GiB.
    public var maximumTotalQueueSize = 1 << 30

    /// The most bytes in the reply to a poll: 128 KiB to 3 MiB, which the Internet Computer allows for a query.
    public var maximumReplySize = (3 << 20) - 1024

    /// The defaults.
    public init() {}

    /// Settings with the two numbers that released libraries know.
    public init(maximumReturnedMessages: UInt64, acknowledgementInterval: UInt64) {
        self.maximumReturnedMessages = maximumReturnedMessages
        self.acknowledgementInterval = acknowledgementInterval
    }
}

/// A setting that cannot be.
public enum SettingsError: Error, Sendable {
    /// ``WebSocketSettings/acknowledgementInterval`` is not longer than the time to answer an acknowledgement.
    case acknowledgementIntervalTooShort
    /// An acknowledgement would be due at a time that 64 bits of nanoseconds cannot hold.
    case acknowledgementIntervalTooLong
    /// ``WebSocketSettings/maximumReturnedMessages`` is beyond 2³² − 1.
    case tooManyReturnedMessages
    /// ``WebSocketSettings/maximumReplySize`` leaves no room for a message beside its proof.
    case replyTooSmall
    /// ``WebSocketSettings/maximumReplySize`` is beyond what the Internet Computer allows for a query.
    case replyTooLarge

    /// What is wrong and what was expected. The first text is the released libraries' own.
    public var text: Text {
        switch self {
        case .acknowledgementIntervalTooShort:
            "send_ack_interval_ms must be greater than CLIENT_KEEP_ALIVE_TIMEOUT_MS"
        case .acknowledgementIntervalTooLong:
            "the acknowledgement interval is too long: the first one would be due after the year 2554"
        case .tooManyReturnedMessages:
            "the maximum number of returned messages must be at most 4294967295"
        case .replyTooSmall:
            "the maximum reply size must be at least 131072 bytes, to hold a message beside its proof"
        case .replyTooLarge:
            "the maximum reply size must be at most 3145728 bytes, the limit for a query's reply"
        }
    }
}

extension WebSocketSettings {
    /// Bytes of a reply that are kept for the certificate and the tree of one message. A certificate of the mainnet
    /// has about 2 KB; a tree for one message has less than 4 KB.
    static let proofReserve = 64 << 10

    /// Checks what does not depend on the time.
    func validate() throws(SettingsError) {
        guard acknowledgementInterval > ProtocolNumbers.keepAliveTimeout else { throw .acknowledgementIntervalTooShort }
        guard maximumReturnedMessages <= UInt64(UInt32.max) else { throw .tooManyReturnedMessages }
        guard maximumReplySize >= 2 * Self.proofReserve else { throw .replyTooSmall }
        guard maximumReplySize <= 3 << 20 else { throw .replyTooLarge }
    }
}
