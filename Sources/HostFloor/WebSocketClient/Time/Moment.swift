/// A point in time on both of a client's clocks: certificates and messages carry the time of day, which people and
/// networks set back and forth; waits are measured on a clock that only goes on.
public struct Moment: Hashable, Sendable {
    /// The time of day, in nanoseconds since 1970.
    public var time: UInt64

    /// The clock that only goes on, in nanoseconds since some beginning.
    public var uptime: UInt64

    /// Puts both readings together.
    public init(time: UInt64, uptime: UInt64) {
        self.time = time
        self.uptime = uptime
    }
}

extension UInt64 {
    /// A time later by a duration, in nanoseconds; the last that there is where it would be beyond that. One that is
    /// negative leaves it as it is.
    func advanced(by duration: Duration) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(duration.nanoseconds)
        return overflow ? .max : sum
    }

    /// How long it is until a later time; nothing if it is past.
    func duration(until later: UInt64) -> Duration {
        .nanoseconds(Int64(clamping: later > self ? later - self : 0))
    }
}

extension Duration {
    /// Whole nanoseconds: 0 for what is negative, the greatest number for what is longer than 584 years.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        let (whole, isTooLong) = UInt64(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isTooLarge) = whole.addingReportingOverflow(UInt64(clamping: attoseconds) / 1_000_000_000)
        return isTooLong || isTooLarge ? .max : sum
    }
}
