import Candid

extension Subnet {
    /// Runs `canister_heartbeat` of a canister that has one and takes calls.
    ///
    /// - Returns: whether it ran. What it called has not run yet.
    @discardableResult
    public func heartbeat(_ id: Principal) -> Bool {
        systemTask("canister_heartbeat", of: id)
    }

    /// Runs `canister_on_low_wasm_memory` of a canister that has one and takes calls.
    ///
    /// - Returns: whether it ran. What it called has not run yet.
    @discardableResult
    public func lowMemoryHook(_ id: Principal) -> Bool {
        systemTask("canister_on_low_wasm_memory", of: id)
    }

    /// Runs one timer that is due: that of the first canister in the order of their principals.
    ///
    /// The timer is switched off before; what the execution called has not run yet.
    ///
    /// - Returns: whether a timer was due.
    @discardableResult
    public func runOneTimer() -> Bool {
        guard let canister = dueTimers.first else { return false }
        fire(canister)
        return true
    }

    /// Runs the timers that are due and all messages that follow from them, until none is due any more.
    ///
    /// - Parameter limit: how many messages at most; ``SubnetConfiguration/messagesPerRun`` when nothing is said.
    /// - Returns: whether nothing was left. A timer that arms itself for now is due forever.
    @discardableResult
    public func runTimers(atMost limit: Int? = nil) -> Bool {
        var left = limit ?? configuration.messagesPerRun
        while true {
            while left > 0, step() { left -= 1 }
            let due = dueTimers
            guard left > 0 else { return due.isEmpty && isIdle }
            guard !due.isEmpty else { return true }
            for canister in due where left > 0 {
                fire(canister)
                left -= 1
            }
        }
    }

    /// The earliest time at which a timer fires, in nanoseconds since 1970; `nil` when none is set.
    public var nextTimer: UInt64? {
        canisters.values.filter { $0.globalTimer != 0 && $0.status == .running }.map(\.globalTimer).min()
    }

    private var dueTimers: [HostedCanister] {
        canistersInOrder.filter { $0.globalTimer != 0 && $0.globalTimer <= time && $0.status == .running }
    }

    private func fire(_ canister: HostedCanister) {
        canister.globalTimer = 0
        systemTask("canister_global_timer", of: canister.id)
    }

    @discardableResult
    private func systemTask(_ entryPoint: String, of id: Principal) -> Bool {
        guard let canister = canisters[id], canister.status == .running,
            canister.guest?.entryPoints.contains(entryPoint) == true
        else { return false }
        let context = canister.openContext(.systemTask, caller: .managementCanister, entryPoint: entryPoint)
        let (execution, trap) = run(
            .entryPoint(entryPoint), of: canister, in: .systemTask, message: context.message, entryPoint: entryPoint)
        context.instructions += execution.usedInstructions
        if trap == nil { commit(execution, of: canister, for: context) } else { rollBack(canister) }
        settle(context, of: canister, after: trap)
        return true
    }
}

extension Subnet {
    /// Lets time pass from timer to timer: each that becomes due fires at its very time, and all messages that follow
    /// run then.
    ///
    /// - Returns: whether nothing was left to run; see ``runTimers(atMost:)``.
    @discardableResult
    public func passTime(_ nanoseconds: UInt64) -> Bool {
        let end = time.addingClamped(nanoseconds)
        guard runTimers() else { return false }
        while let next = nextTimer, next <= end {
            advanceTime(to: next)
            guard runTimers() else { return false }
        }
        advanceTime(to: end)
        return run()
    }
}
