import Candid

/// A canister's timer that is set.
public struct ArmedTimer: Hashable, Sendable {
    /// Whose timer it is.
    public var canister: Principal
    /// When it fires, in nanoseconds since 1970. One that has passed is due now.
    public var time: UInt64

    /// Makes one, to compare with.
    public init(canister: Principal, time: UInt64) {
        self.canister = canister
        self.time = time
    }
}

extension Subnet {
    /// Lets time pass from event to event: each timer that becomes due fires at its very time, each call without an
    /// answer ends at its deadline, if it has one, and all messages that follow run then.
    ///
    /// - Parameter rounds: with a length in nanoseconds, which is more than 0, rounds are as long: at the end of each,
    ///   `canister_heartbeat` runs in every canister that has one. Without, no heartbeats run.
    /// - Returns: whether nothing was left to run; see ``runTimers(atMost:)``.
    @discardableResult
    public func passTime(_ nanoseconds: UInt64, rounds: UInt64? = nil) -> Bool {
        let end = time.addingClamped(nanoseconds)
        guard let rounds, rounds > 0 else { return passTime(to: end) }
        while end - time >= rounds {
            guard passTime(to: time + rounds) else { return false }
            for canister in canistersInOrder { heartbeat(canister.id) }
            guard runTimers() else { return false }
        }
        return passTime(to: end)
    }

    private func passTime(to end: UInt64) -> Bool {
        guard runTimers() else { return false }
        while let next = nextEvent, next <= end {
            advanceTime(to: next)
            guard runTimers() else { return false }
        }
        advanceTime(to: end)
        return run()
    }

    /// The earliest time at which something is due without a message from outside, in nanoseconds since 1970: a timer,
    /// the deadline of a call, the end of the wait for a canister to stop. What is due already gives a time that is not
    /// after ``time``, and so does a canister with a heartbeat, which wants every round. `nil` when nothing is to come.
    ///
    /// Messages that wait to be executed are not looked at: see ``isIdle``.
    public var nextWakeUp: UInt64? {
        let beats = canisters.values.contains {
            $0.status == .running && $0.guest?.entryPoints.contains(.heartbeat) == true
        }
        return beats ? min(time, nextEvent ?? time) : nextEvent
    }

    /// When the next timer fires, the next call's time is up, or the next wait for a canister to stop ends, in nanoseconds
    /// since 1970; `nil` when nothing of that is to come.
    public var nextEvent: UInt64? {
        [nextTimer, nextDeadline, nextStopExpiry].compactMap { $0 }.min()
    }

    private var nextStopExpiry: UInt64? {
        canisters.values.flatMap(\.stopRequests).map(\.expiry).min()
    }

    private var nextDeadline: UInt64? {
        canisters.values.flatMap(\.callbacks.values).filter { $0.deadline > time && !$0.isAnswered }
            .map(\.deadline).min()
    }
}
