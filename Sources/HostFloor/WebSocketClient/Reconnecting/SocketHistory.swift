import WebSocketProtocol

/// What a client remembers from one connection to the next, and the chance that it acts by.
struct SocketHistory {
    private let policy: ReconnectPolicy?
    private var random: any RandomNumberGenerator & Sendable

    /// How many tries in a row came to nothing, or to a connection that did not last.
    private var tries = 0

    /// When the present connection opened.
    private var openedAt: Moment?

    /// The last connection that was open, and the tries since it ended.
    private var former: Former?

    private struct Former {
        let end: ConnectionEnd
        let key: ClientKey
        let lastReceived: UInt64
        let unacknowledged: [UnacknowledgedMessage]
        let endedAt: Moment
        var tries = 0
    }

    init(policy: ReconnectPolicy?, random: any RandomNumberGenerator & Sendable) {
        self.policy = policy
        self.random = random
    }

    /// The number of the try that comes now, in a row.
    var nextTry: Int { max(tries, 1) }

    /// A number for a connection.
    mutating func clientNonce() -> UInt64 { random.next() }

    /// A connection opened.
    ///
    /// - Returns: what lies between it and the one before, if there was one.
    mutating func opened(_ key: ClientKey, at now: Moment) -> Interruption? {
        openedAt = now
        guard let former else { return nil }
        return Interruption(
            reason: former.end, previous: former.key, lastReceivedSequenceNumber: former.lastReceived,
            unacknowledged: former.unacknowledged.filter { !$0.isServiceMessage }, current: key,
            tries: former.tries + 1, duration: former.endedAt.uptime.duration(until: now.uptime))
    }

    /// A connection ended.
    mutating func ended(_ end: ConnectionEnd, _ connection: ClientConnection?, at now: Moment) {
        guard let connection, openedAt != nil else { return }
        former = Former(
            end: end, key: connection.clientKey, lastReceived: connection.lastReceivedSequenceNumber,
            unacknowledged: connection.unacknowledgedMessages, endedAt: now)
    }

    /// How long to wait before the next try; `nil` where there is to be none: the first connection has to succeed, and
    /// later ones as the policy and the reason say.
    mutating func delay(after end: ConnectionEnd, at now: Moment) -> Duration? {
        defer { openedAt = nil }
        guard let policy, former != nil, end.allowsReturn else { return nil }
        if let openedAt {
            if openedAt.uptime.duration(until: now.uptime) >= policy.steadyAfter { tries = 0 }
        } else {
            former?.tries += 1
        }
        tries += 1
        if let maximum = policy.maximumTries, tries > maximum { return nil }
        return policy.delays.delay(after: tries, using: &random)
    }
}
