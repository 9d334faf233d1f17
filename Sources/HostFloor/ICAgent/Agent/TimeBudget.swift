/// How much time is left for something that is done in several steps.
struct TimeBudget {
    /// All the time that there was.
    let total: Duration

    private let start = ContinuousClock.now
    private var slept = Duration.zero

    init(_ total: Duration) { self.total = total }

    /// What is left; nothing at the end.
    var remaining: Duration {
        // Where a clock is told the time, waits take none by this one's.
        max(.zero, total - max(slept, ContinuousClock.now - start))
    }

    /// Waits, or not at all if there is less time left.
    ///
    /// - Returns: whether it waited.
    /// - Throws: ``AgentError/cancelled``.
    mutating func wait(_ duration: Duration, by clock: any AgentClock) async throws(AgentError) -> Bool {
        guard duration < remaining else { return false }
        do { try await clock.sleep(for: duration) } catch { throw .cancelled }
        slept += duration
        return true
    }
}
