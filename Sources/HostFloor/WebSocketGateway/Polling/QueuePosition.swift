import SHA256
import WebSocketProtocol

/// How far a canister's queue for this gateway has been read, and what of it proves that it is still the same queue.
struct QueuePosition {
    /// The number of the first message that was not read yet.
    private(set) var next: UInt64 = 0

    /// The last message that was read.
    private var last: (nonce: UInt64, digest: Digest)?

    /// Whether a page was read since this gateway began: before, old messages may be gone.
    private var isSynchronized = false

    init() {}

    /// What a page means.
    enum Reading: Hashable {
        /// These messages are new, in order.
        case messages([OutputMessage])
        /// The canister has forgotten the gateway's queue, and with it the connections. An empty page is no proof of it
        /// yet: the node that answered may not have the last message so far.
        case forgotten
        /// Messages are missing.
        case gap(expected: UInt64, found: UInt64)
    }

    /// Whether any message was read.
    var hasRead: Bool { last != nil }

    /// From which number on to ask: from the last message that was read, to see whether it is there, or from the next.
    func nonce(verifying: Bool) -> UInt64 { verifying ? last?.nonce ?? next : next }

    /// The next poll may find that old messages are gone: nobody read for a while.
    mutating func interrupt() { isSynchronized = false }

    /// Takes a page that was asked for from a number on.
    ///
    /// - Parameter prefix: how the keys of the gateway's messages begin.
    mutating func read(_ page: CertifiedMessages, from asked: UInt64, prefix: [UInt8]) -> Reading {
        var expected = asked
        var mayStartLater = !isSynchronized
        var messages: [OutputMessage] = []
        messages.reserveCapacity(page.messages.count)
        for (index, message) in page.messages.enumerated() {
            // A key that cannot be read is taken to be the one that is due; clients see that it is none.
            let nonce = MessageKey.nonce(of: message.key.bytes, prefix: prefix) ?? expected
            if index == 0, let last, asked == last.nonce {
                if nonce == asked {
                    guard SHA256.hash(message.content) == last.digest else { return .forgotten }
                    expected = asked + 1
                    continue
                }
                // The canister drops old messages, the last that was read among them, when it has new ones.
                expected = asked + 1
            }
            guard nonce >= expected else { return .forgotten }
            guard nonce == expected || mayStartLater else { return .gap(expected: expected, found: nonce) }
            mayStartLater = false
            messages.append(message)
            expected = nonce == .max ? .max : nonce + 1
        }
        if page.messages.isEmpty, let last, asked == last.nonce { return .forgotten }
        isSynchronized = true
        if let newest = messages.last {
            next = expected
            last = (expected - 1, SHA256.hash(newest.content))
        }
        return .messages(messages)
    }

    /// Passes over the next message, which cannot be read.
    mutating func skip() {
        next = next == .max ? .max : next + 1
        last = nil
    }
}
