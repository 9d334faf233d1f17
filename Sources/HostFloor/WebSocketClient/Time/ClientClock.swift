import Foundation

/// What tells the time to a client, and lets it wait.
public protocol ClientClock: Sendable {
    /// What both clocks show.
    var now: Moment { get }

    /// Waits until the clock that only goes on has reached a time.
    ///
    /// - Throws: `CancellationError` where whoever waits is cancelled.
    func sleep(untilUptime uptime: UInt64) async throws
}

/// The clocks of the system.
public struct SystemClientClock: ClientClock {
    /// Makes the clock; all of them are the same.
    public init() {}

    public var now: Moment { Moment(time: Self.read(CLOCK_REALTIME), uptime: Self.read(CLOCK_BOOTTIME)) }

    public func sleep(untilUptime uptime: UInt64) async throws {
        try await Task.sleep(for: now.uptime.duration(until: uptime))
    }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(clamping: time.tv_sec) * 1_000_000_000 + UInt64(clamping: time.tv_nsec)
    }
}
