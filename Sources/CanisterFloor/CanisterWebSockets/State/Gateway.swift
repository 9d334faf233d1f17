import Candid
import WebSocketProtocol

/// A gateway that has connections, or had some not long ago.
final class Gateway {
    let principal: Principal

    /// How the key of each of its messages begins.
    let keyPrefix: [UInt8]

    /// The messages that wait for it.
    var queue: OutgoingQueue

    private(set) var connectionCount = 0

    /// Since when it has no connection, in nanoseconds since 1970.
    private(set) var emptySince: UInt64?

    init(principal: Principal, firstNonce: UInt64 = 0, emptySince: UInt64? = nil) {
        self.principal = principal
        self.queue = OutgoingQueue(firstNonce: firstNonce)
        self.emptySince = emptySince
        self.keyPrefix = MessageKey.prefix(gateway: principal)
    }

    func connectionOpened() {
        connectionCount += 1
        emptySince = nil
    }

    func connectionClosed(at now: UInt64) {
        connectionCount -= 1
        if connectionCount == 0 { emptySince = now }
    }
}
