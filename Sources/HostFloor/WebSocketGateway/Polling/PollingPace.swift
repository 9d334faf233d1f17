/// How often a canister is polled.
public struct PollingPace: Hashable, Sendable {
    /// The pause after a poll while traffic flows.
    public var quick: Duration = .milliseconds(100)

    /// The longest pause while nothing comes.
    public var slow: Duration = .milliseconds(1_000)

    /// How long polls stay quick after the last message.
    public var quickPeriod: Duration = .seconds(10)

    /// The shortest time from the start of one poll to the start of the next where the end of a client's call, and not
    /// the pause, is the reason for it.
    public var shortest: Duration = .milliseconds(5)

    /// How often the last message is asked for again while nothing comes, to see whether the canister still has it.
    public var verificationInterval: Duration = .seconds(10)

    /// The pause after a poll that failed; each later one is twice as long as the one before.
    public var firstRetry: Duration = .milliseconds(100)

    /// The longest pause after polls that failed.
    public var longestRetry: Duration = .seconds(5)

    /// How long polls may fail in a row until the clients are told that the canister is not available.
    public var patience: Duration = .seconds(60)

    /// How often a page is tried that cannot be read, before its first message is passed over.
    public var unreadableTries = 3

    /// Makes a pace of the defaults.
    public init() {}

    /// A pace for messages that are not to wait: a poll every 20 ms while traffic flows, every 100 ms while none does.
    public static var lowLatency: PollingPace {
        var pace = PollingPace()
        pace.quick = .milliseconds(20)
        pace.slow = .milliseconds(100)
        pace.shortest = .zero
        return pace
    }
}
