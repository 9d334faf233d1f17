/// Time and rounds, one by one, where time is told.
extension LocalReplica {
    /// The time by which requests are judged, and that the next round has unless it moves before: nanoseconds since
    /// 1970.
    public var currentTime: UInt64 { clock.now }

    /// Sets the time that the next round has.
    ///
    /// - Parameter nanoseconds: since 1970.
    /// - Throws: ``ReplicaError/timeNotTold``, or ``ReplicaError/timeInPast(now:wanted:)``.
    public func setTime(_ nanoseconds: UInt64) async throws(ReplicaError) {
        try await thread.perform { loop throws(ReplicaError) in
            guard case .told = loop.clock.mode else { throw .timeNotTold }
            guard nanoseconds >= loop.clock.now else {
                throw .timeInPast(now: loop.clock.now, wanted: nanoseconds)
            }
            loop.clock.set(nanoseconds)
        }
    }

    /// Executes one round, heartbeats included. Where the time is told and was not moved since the last one, the round is
    /// a nanosecond later.
    public func executeRound() async throws(ReplicaError) {
        try await thread.perform { loop throws(ReplicaError) in
            let (next, overflow) = loop.core.time.addingReportingOverflow(1)
            if case .told = loop.clock.mode, !overflow { loop.clock.set(next) }
            try loop.tryRound(beats: true)
        }
    }
}
