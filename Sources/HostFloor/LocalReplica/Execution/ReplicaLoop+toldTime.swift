extension ReplicaLoop {
    /// Executes rounds at the present time until no message waits any more: one at least.
    func settle(beats: Bool = true) throws(ReplicaError) {
        try tryRound(beats: beats)
        for _ in 0..<Self.roundsAtOneTime {
            if !core.hasWork { return }
            try tryRound(beats: false)
        }
        throw .neverIdle(rounds: Self.roundsAtOneTime)
    }

    /// Moves the time, where it is told, from event to event.
    func advanceTime(by nanoseconds: UInt64) throws(ReplicaError) {
        guard case .told = clock.mode else { throw .timeNotTold }
        let (sum, overflow) = clock.now.addingReportingOverflow(nanoseconds)
        let end = overflow ? UInt64.max : sum
        var roundsHere = 0
        while let next = core.subnet.nextEvent, next <= end {
            // One that is due already, or sets itself for now again and again, must not be the end of all.
            roundsHere = next > clock.now ? 0 : roundsHere + 1
            guard roundsHere < Self.roundsAtOneTime else { throw .neverIdle(rounds: roundsHere) }
            clock.set(next)
            try settle(beats: false)
        }
        clock.set(end)
        try settle(beats: true)
    }

    func tryRound(beats: Bool) throws(ReplicaError) {
        do throws(RoundStoreError) { try executeRound(beats: beats) } catch {
            fail(error)
            throw .store(error)
        }
    }

    /// After so many rounds at one time, canisters are taken to go on for ever.
    private static let roundsAtOneTime = 1_000
}
