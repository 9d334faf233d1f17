import SHA256
import WebSocketProtocol

/// Whom a message is for. The messages of a connection share it, and may outlive the connection.
final class Recipient {
    let key: ClientKey

    /// The number of the message to it that a snapshot had last, any other after the snapshot; see `SnapshotWriter`.
    var savedNonce = UInt64.max

    init(key: ClientKey) {
        self.key = key
    }
}

/// One open connection.
final class Connection {
    let recipient: Recipient
    let gateway: Gateway
    let openedAt: UInt64

    /// The sequence number of the last message from the client; 0 before the first.
    var lastIncoming: UInt64 = 0
    /// The sequence number of the last message to the client; 0 before the first.
    var lastOutgoing: UInt64 = 0
    /// When the client last showed that it is there: the opening or a keep-alive, in nanoseconds since 1970.
    var lastKeepAlive: UInt64
    /// When the oldest acknowledgement was sent that the client has not answered with a keep-alive, in nanoseconds since
    /// 1970; nil where there is none.
    var unansweredSince: UInt64?

    /// How each message to this client begins.
    let contentPrefix: [UInt8]
    /// SHA-256 fed with ``contentPrefix``, so that no message hashes it again.
    let prefixHash: SHA256

    var key: ClientKey { recipient.key }

    init(key: ClientKey, gateway: Gateway, openedAt: UInt64) {
        self.recipient = Recipient(key: key)
        self.gateway = gateway
        self.openedAt = openedAt
        self.lastKeepAlive = openedAt
        self.contentPrefix = MessageContent.prefix(clientKey: key)
        var hash = SHA256()
        hash.update(contentPrefix)
        self.prefixHash = hash
    }
}
