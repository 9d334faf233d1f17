import ICAgent

/// When a canister is polled next: at once while there is more, quick while traffic flows, slower when idle, and less
/// often, for a while, when polls fail.
struct PollPacing {
    private let pace: PollingPace
    /// When the last message came, in nanoseconds since 1970, as all times here.
    private var lastTraffic: UInt64
    private var lastVerification: UInt64
    private var idlePause: Duration
    private var failure: (since: UInt64, pauses: GrowingPause)?

    /// What a poll brought.
    enum Outcome: Hashable {
        /// Messages, and there are more.
        case more
        /// Messages up to the end of the queue.
        case messages
        /// Nothing new.
        case nothing
        case failure
    }

    /// What follows.
    enum Next: Hashable {
        /// Another poll after a pause, at the latest.
        case poll(after: Duration)
        /// Another poll after a pause, and not before.
        case retry(after: Duration)
        /// No poll: it failed for too long.
        case giveUp
    }

    init(_ pace: PollingPace, at now: UInt64) {
        self.pace = pace
        lastTraffic = now
        lastVerification = now
        idlePause = pace.quick
    }

    mutating func next(after outcome: Outcome, at now: UInt64) -> Next {
        if outcome == .failure { return retry(at: now) }
        failure = nil
        switch outcome {
        case .more, .messages:
            lastTraffic = now
            idlePause = pace.quick
            return .poll(after: outcome == .more ? .zero : pace.quick)
        case .nothing, .failure:
            guard lastTraffic.later(by: pace.quickPeriod) <= now else { return .poll(after: pace.quick) }
            idlePause = min(max(idlePause * 3 / 2, .milliseconds(1)), max(pace.slow, pace.quick))
            return .poll(after: idlePause)
        }
    }

    private mutating func retry(at now: UInt64) -> Next {
        var failure =
            failure ?? (now, GrowingPause(first: pace.firstRetry, longest: pace.longestRetry))
        guard failure.since.later(by: pace.patience) > now else { return .giveUp }
        let pause = failure.pauses.next()
        self.failure = failure
        return .retry(after: pause)
    }

    /// Whether the last message is to be asked for again: after a failure, and when nothing came for a while.
    func wantsVerification(at now: UInt64) -> Bool {
        failure != nil || max(lastVerification, lastTraffic).later(by: pace.verificationInterval) <= now
    }

    /// Notes that a poll brought the last message again.
    mutating func noteVerification(at now: UInt64) { lastVerification = now }
}

extension UInt64 {
    /// A time in nanoseconds, later by a duration; the last that there is where it would be beyond that.
    func later(by duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = UInt64(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = whole.addingReportingOverflow(UInt64(clamping: attoseconds / 1_000_000_000))
        let (total, overflow3) = addingReportingOverflow(sum)
        return overflow || overflow2 || overflow3 ? .max : total
    }

    /// The nanoseconds from an earlier time until this one; nothing where the clock was set back.
    func nanoseconds(since earlier: UInt64) -> Int64 { Int64(clamping: self > earlier ? self - earlier : 0) }
}
