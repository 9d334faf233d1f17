import Candid
import Canister
import CanisterExecution

// MARK: - Code

extension TestCanister {
    /// Installs the code.
    ///
    /// - Throws: why it failed; nothing has changed then.
    public func install(argument: [UInt8] = emptyArguments, caller: Principal? = nil) throws(Reject) {
        try install(.install, code, argument, caller)
    }

    /// Installs the code anew; all state is dropped, stable memory, certified data, timer and log with it.
    ///
    /// - Parameter newCode: the code to install instead, from now on.
    /// - Throws: why it failed; nothing outside of the heap has changed then.
    public func reinstall(
        argument: [UInt8] = emptyArguments, caller: Principal? = nil, to newCode: (() -> [EntryPoint])? = nil
    ) throws(Reject) {
        try install(.reinstall, newCode ?? code, argument, caller)
    }

    /// Installs the code of another type anew.
    public func reinstall<Program: CanisterProgram>(
        argument: [UInt8] = emptyArguments, caller: Principal? = nil, to program: Program.Type
    ) throws(Reject) {
        try reinstall(argument: argument, caller: caller) { Program().entryPoints }
    }

    /// Upgrades: `canister_pre_upgrade` of the old instance, then a new instance and its `canister_post_upgrade`.
    /// Stable memory, certified data, log, cycles and settings stay; the timer is off until the new code sets it.
    ///
    /// The answers of calls that are out are lost to the new code, so ``stop()`` before, as on the network.
    ///
    /// - Parameters:
    ///   - skippingPreUpgrade: whether `canister_pre_upgrade` does not run: what is done with a canister whose own
    ///     code fails there.
    ///   - newCode: the code to go on with; the same when nothing is said.
    /// - Throws: why it failed; the old instance goes on then, with the stable memory that it had. (Its heap holds what
    ///   `canister_pre_upgrade` changed before a failure; see ``NativeGuest``.)
    public func upgrade(
        argument: [UInt8] = emptyArguments, caller: Principal? = nil, skippingPreUpgrade: Bool = false,
        to newCode: (() -> [EntryPoint])? = nil
    ) throws(Reject) {
        try install(.upgrade(skipPreUpgrade: skippingPreUpgrade), newCode ?? code, argument, caller)
    }

    /// Upgrades to the code of another type.
    ///
    /// ```swift
    /// let canister = try TestCanister(CounterOfLastYear.self)
    /// try canister.upgrade(to: Counter.self)
    /// ```
    public func upgrade<Program: CanisterProgram>(
        argument: [UInt8] = emptyArguments, caller: Principal? = nil, skippingPreUpgrade: Bool = false,
        to program: Program.Type
    ) throws(Reject) {
        try upgrade(argument: argument, caller: caller, skippingPreUpgrade: skippingPreUpgrade) {
            Program().entryPoints
        }
    }

    /// Removes code and state; cycles and settings stay. Who waits for its answer gets a reject.
    ///
    /// - Throws: a reject when the canister was deleted.
    public func uninstall() throws(Reject) {
        try subnet.uninstall(id)
        subnet.run()
    }

    private func install(
        _ mode: InstallMode, _ code: @escaping () -> [EntryPoint], _ argument: [UInt8], _ caller: Principal?
    ) throws(Reject) {
        executions = try subnet.install(
            NativeGuest(code), in: id, mode: mode, argument: argument, caller: caller ?? controller)
        self.code = code
        subnet.run()
    }
}

// MARK: - Stopping

extension TestCanister {
    /// Whether it takes calls.
    public var status: CanisterStatus { hosted?.status ?? .stopped }

    /// Lets it take no more calls. While calls of its own are out it is ``CanisterStatus/stopping``, and
    /// ``CanisterStatus/stopped`` when they are answered; heartbeat and timer do not run either.
    ///
    /// - Throws: a reject when the canister was deleted.
    public func stop() throws(Reject) {
        try subnet.stop(id)
    }

    /// Lets it take calls again.
    ///
    /// - Throws: a reject when the canister was deleted.
    public func start() throws(Reject) {
        try subnet.start(id)
    }

    /// Removes it from the subnet, cycles and all.
    ///
    /// - Throws: a reject when it is not stopped.
    public func delete() throws(Reject) {
        try subnet.delete(id)
    }
}
