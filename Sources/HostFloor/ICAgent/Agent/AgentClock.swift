import Foundation

/// What tells the time to an agent, and lets it wait.
public protocol AgentClock: Sendable {
    /// Nanoseconds since 1970.
    var now: UInt64 { get }

    /// Waits.
    ///
    /// - Throws: `CancellationError` where whoever waits is cancelled.
    func sleep(for duration: Duration) async throws
}

/// The clock of the system.
public struct SystemAgentClock: AgentClock {
    /// Makes the clock; all of them are the same.
    public init() {}

    public var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(clamping: time.tv_sec) * 1_000_000_000 + UInt64(clamping: time.tv_nsec)
    }

    public func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}

extension UInt64 {
    /// A time later by a duration, in nanoseconds; the last that there is where it would be beyond that.
    func advanced(by duration: Duration) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(duration.wholeNanoseconds)
        return overflow ? .max : sum
    }

    /// How long it is until a later time; nothing if it is past.
    func duration(until later: UInt64) -> Duration {
        .nanoseconds(Int64(clamping: later > self ? later - self : 0))
    }
}

extension Duration {
    /// The nanoseconds of a duration that is not negative; at most what fits.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        let (nanoseconds, overflow) = UInt64(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = nanoseconds.addingReportingOverflow(UInt64(clamping: attoseconds / 1_000_000_000))
        return overflow || overflow2 ? .max : sum
    }
}
