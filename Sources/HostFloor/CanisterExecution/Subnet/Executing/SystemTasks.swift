import Candid

extension Subnet {
    /// Runs `canister_heartbeat` of a canister that has one and takes calls.
    ///
    /// - Returns: whether it ran. What it called has not run yet.
    @discardableResult
    public func heartbeat(_ id: Principal) -> Bool {
        systemTask(.heartbeat, of: id)
    }

    /// Runs `canister_on_low_wasm_memory` of a canister that has one and takes calls.
    ///
    /// - Returns: whether it ran. What it called has not run yet.
    @discardableResult
    public func lowMemoryHook(_ id: Principal) -> Bool {
        systemTask(.lowMemoryHook, of: id)
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

    /// The timers that are set, those that fire first in front. That of a canister which takes no calls waits until it
    /// does, and is not among them.
    public var armedTimers: [ArmedTimer] {
        canisters.values.filter { $0.globalTimer != 0 && $0.status == .running }
            .map { ArmedTimer(canister: $0.id, time: $0.globalTimer) }
            .sorted { ($0.time, $0.canister) < ($1.time, $1.canister) }
    }

    /// The earliest time at which a timer fires, in nanoseconds since 1970; `nil` when none is set.
    public var nextTimer: UInt64? {
        canisters.values.filter { $0.globalTimer != 0 && $0.status == .running }.map(\.globalTimer).min()
    }

    /// Runs the next timer alone; where it is not due yet, the time is moved to it.
    ///
    /// The timer is switched off before; what the execution called has not run yet.
    ///
    /// - Returns: which one it was; `nil` when none is set.
    @discardableResult
    public func fireNextTimer() -> ArmedTimer? {
        guard let next = armedTimers.first, let canister = canisters[next.canister] else { return nil }
        advanceTime(to: next.time)
        fire(canister)
        return next
    }

    /// Runs the timer of a canister alone, if it is due.
    ///
    /// The timer is switched off before; what the execution called has not run yet.
    ///
    /// - Returns: whether it was due.
    @discardableResult
    public func fireDueTimer(of id: Principal) -> Bool {
        guard let canister = canisters[id], canister.status == .running, canister.globalTimer != 0,
            canister.globalTimer <= time
        else { return false }
        fire(canister)
        return true
    }

    private var dueTimers: [HostedCanister] {
        canistersInOrder.filter { $0.globalTimer != 0 && $0.globalTimer <= time && $0.status == .running }
    }

    private func fire(_ canister: HostedCanister) {
        canister.globalTimer = 0
        systemTask(.globalTimer, of: canister.id)
    }

    @discardableResult
    private func systemTask(_ entryPoint: EntryPointName, of id: Principal) -> Bool {
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
