import Dispatch

/// When rounds are due. Messages never wait for one; what runs by itself keeps a distance.
struct RoundPace: Sendable {
    /// Nanoseconds between rounds when nothing happens: certified states have to be recent.
    var idle: UInt64 = 1_000_000_000
    /// Nanoseconds between heartbeats.
    var heartbeat: UInt64 = 1_000_000_000
    /// Nanoseconds between rounds that are for timers alone, so that one that sets itself again and again does not take
    /// the whole processor.
    var timers: UInt64 = 20_000_000

    /// When something was last done, by a clock that never goes back.
    struct State {
        fileprivate var round: UInt64
        fileprivate var beat: UInt64

        init(now: UInt64) {
            round = now
            beat = now
        }

        mutating func note(round now: UInt64, beats: Bool) {
            round = now
            if beats { beat = now }
        }
    }

    /// Nanoseconds since some moment.
    var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    /// Whether heartbeats run with a round now.
    func beats(_ state: State, now: UInt64) -> Bool { now >= state.beat + heartbeat }

    /// Whether a round is due.
    func isDue(_ state: State, core: ReplicaCore, clock: ReplicaClock, now: UInt64) -> Bool {
        switch clock.mode {
        case .told(_, let executesAtOnce): executesAtOnce && core.hasWork
        case .clock: core.hasWork || now >= next(state, core: core, clock: clock, now: now)
        }
    }

    /// Until when the thread can wait for work.
    func deadline(_ state: State, core: ReplicaCore, clock: ReplicaClock) -> DispatchTime {
        let now = now
        if isDue(state, core: core, clock: clock, now: now) { return .now() }
        guard case .clock = clock.mode else { return .distantFuture }
        return DispatchTime(uptimeNanoseconds: next(state, core: core, clock: clock, now: now))
    }

    private func next(_ state: State, core: ReplicaCore, clock: ReplicaClock, now: UInt64) -> UInt64 {
        var next = state.round + idle
        if let timer = core.subnet.nextTimer {
            let left = timer > clock.now ? min(timer - clock.now, idle) : 0
            next = min(next, max(now + left, state.round + timers))
        }
        return next
    }
}
