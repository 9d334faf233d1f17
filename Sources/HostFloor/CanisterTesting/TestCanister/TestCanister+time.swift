import CanisterExecution

// Time stands still unless the test moves it: it is the same all through a message and all that follows from it.
extension TestCanister {
    /// Nanoseconds since 1970, for all canisters of the subnet.
    public var time: UInt64 { subnet.time }

    /// Lets time pass. Each timer that becomes due on the way, of any canister of the subnet, fires at its very time,
    /// each call with a deadline ends at its own, and what they lead to runs.
    ///
    /// - Parameter interval: how often `canister_heartbeat` runs on the way, in all canisters of the subnet that have
    ///   one; never when nothing is said. On the network it is about once a second.
    public func advance(by duration: Duration, heartbeatsEvery interval: Duration? = nil) {
        (_, executions) = subnet.recording {
            subnet.passTime(duration.nanoseconds, rounds: interval?.nanoseconds)
        }
    }

    /// Runs `canister_heartbeat` once, with what it leads to. Time does not move.
    ///
    /// - Returns: whether the canister has one and takes calls.
    @discardableResult
    public func heartbeat() -> Bool {
        let (ran, executions) = subnet.recording {
            let ran = subnet.heartbeat(id)
            subnet.run()
            return ran
        }
        self.executions = executions
        return ran
    }
}

// MARK: - Timers

// The kit's `Timers` share the canister's one global timer. When that fires, `canister_global_timer` starts each timer
// that is due with a call of the canister to itself, so that one which traps takes no other with it. For one timer
// ``TestCanister/executions`` therefore has three: the system task, the update `<swift-canister> run_timer` in which
// the timer's body runs, and the reply callback that sets the next timer.
extension TestCanister {
    /// When its timer fires, in nanoseconds since 1970; 0 when it is off.
    public var globalTimer: UInt64 { hosted?.globalTimer ?? 0 }

    /// The timers that are set on its subnet, those that fire first in front.
    public var armedTimers: [ArmedTimer] { subnet.armedTimers }

    /// Runs the next timer of the subnet alone, with what it leads to. Where it is not due yet, time moves to it.
    ///
    /// ```swift
    /// let timer = try #require(canister.fireNextTimer())
    /// #expect(timer == ArmedTimer(canister: canister.id, time: start + 60_000_000_000))
    /// ```
    ///
    /// - Returns: which one it was; `nil` when none is set.
    @discardableResult
    public func fireNextTimer() -> ArmedTimer? {
        let (timer, executions) = subnet.recording {
            let timer = subnet.fireNextTimer()
            subnet.run()
            return timer
        }
        self.executions = executions
        return timer
    }

    /// Runs the timers that are due now, with what they lead to. Time does not move.
    ///
    /// - Returns: whether nothing is due any more.
    @discardableResult
    public func runTimers() -> Bool {
        let (isDone, executions) = subnet.recording { subnet.runTimers() }
        self.executions = executions
        return isDone
    }
}
