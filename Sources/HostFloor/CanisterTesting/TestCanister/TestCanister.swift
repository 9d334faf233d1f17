import Candid
import Canister
import CanisterExecution

/// A canister in a test: installed, called, upgraded, with time under the test's control.
///
/// ```swift
/// let canister = try TestCanister(Counter.self)
/// #expect(canister.update("increment") == .reply(emptyArguments))
/// #expect(canister.update("reset", caller: .testUser(7)).reject?.trap?.message == "only the owner may do this")
///
/// canister.advance(by: .seconds(60))    // timers fire on the way, each at its time
/// #expect(canister.log == ["one minute has passed"])
///
/// try canister.upgrade()                // a fresh instance, the same stable memory
/// ```
///
/// Everything is synchronous and deterministic. A call returns when all that follows from it has run: calls to itself
/// and to others, and their callbacks. Several canisters share a ``Subnet``; a closure can stand in for one
/// (``Subnet/setHostCanister(_:_:)``). What native code cannot do as the network does is told at ``NativeGuest``.
///
/// A canister is used on one thread at a time; different ones run in parallel, so tests may.
public final class TestCanister {
    /// Where it runs.
    public let subnet: Subnet

    /// Its principal.
    public let id: Principal

    /// Who installs and upgrades it when nobody else is named.
    public let controller: Principal

    /// The executions that the last operation took, in their order.
    public private(set) var executions: [ExecutionRecord] = []

    private var code: () -> [EntryPoint]

    /// Makes a canister of a closure that makes an instance and gives its entry points, and does not install it yet.
    ///
    /// - Throws: a reject when the principal is taken on that subnet.
    public init(
        on subnet: Subnet = .forTests(), id: Principal? = nil, controller: Principal = .testUser(0),
        code: @escaping () -> [EntryPoint]
    ) throws(Reject) {
        self.subnet = subnet
        self.controller = controller
        self.code = code
        self.id = try subnet.createCanister(id, controllers: [controller]).id
    }

    /// Makes a canister of a type and installs it.
    ///
    /// - Parameter argument: what `canister_init` gets: Candid, without values when nothing is said.
    /// - Throws: a reject when it could not be installed.
    public convenience init<Program: CanisterProgram>(
        _ program: Program.Type, on subnet: Subnet = .forTests(), id: Principal? = nil,
        controller: Principal = .testUser(0), argument: [UInt8] = emptyArguments
    ) throws(Reject) {
        try self.init(on: subnet, id: id, controller: controller) { Program().entryPoints }
        try install(argument: argument)
    }
}

// MARK: - Code

extension TestCanister {
    /// Installs the code.
    ///
    /// - Throws: why it failed; nothing has changed then.
    public func install(argument: [UInt8] = emptyArguments, caller: Principal? = nil) throws(Reject) {
        try install(.install, code, argument, caller)
    }

    /// Installs the code anew; all state is dropped.
    ///
    /// - Parameter newCode: the code to install instead, from now on.
    /// - Throws: why it failed; nothing outside of the heap has changed then.
    public func reinstall(
        argument: [UInt8] = emptyArguments, caller: Principal? = nil, to newCode: (() -> [EntryPoint])? = nil
    ) throws(Reject) {
        try install(.reinstall, newCode ?? code, argument, caller)
    }

    /// Upgrades: `canister_pre_upgrade` of the old instance, then a new instance and its `canister_post_upgrade`.
    /// Stable memory and certified data stay; the timer is off until the new code sets it.
    ///
    /// - Parameter newCode: the code to go on with; the same when nothing is said.
    /// - Throws: why it failed; the old instance goes on then.
    public func upgrade(
        argument: [UInt8] = emptyArguments, caller: Principal? = nil, to newCode: (() -> [EntryPoint])? = nil
    ) throws(Reject) {
        try install(.upgrade(), newCode ?? code, argument, caller)
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

// MARK: - Calls

extension TestCanister {
    /// Calls a method as a user does: through `canister_inspect_message` if there is one, then to the result. A method
    /// that is a query runs as one, on all nodes.
    ///
    /// - Parameter argument: Candid, without values when nothing is said.
    @discardableResult
    public func update(
        _ method: String, _ argument: [UInt8] = emptyArguments, caller: Principal = .anonymous
    ) -> CallResult {
        do throws(Reject) {
            try subnet.inspect(id, method, argument, from: caller)
        } catch {
            executions = []
            return .reject(error)
        }
        return call(method, argument, caller: caller)
    }

    /// Calls a method as another canister does: without an inspection.
    @discardableResult
    public func call(_ method: String, _ argument: [UInt8] = emptyArguments, caller: Principal) -> CallResult {
        let outcome = subnet.call(id, method, argument, from: caller)
        executions = outcome.executions
        return outcome.result
    }

    /// Asks a query as a user does, of one node; the canister has a certificate of its data at hand.
    ///
    /// Natively a query that changes the canister's state changes it for good, which on the network it does not.
    public func query(
        _ method: String, _ argument: [UInt8] = emptyArguments, caller: Principal = .anonymous
    ) -> CallResult {
        let outcome = subnet.query(id, method, argument, from: caller)
        executions = outcome.executions
        return outcome.result
    }
}

// MARK: - Time

extension TestCanister {
    /// Nanoseconds since 1970.
    public var time: UInt64 { subnet.time }

    /// Lets time pass. Each timer that becomes due on the way, of any canister of the subnet, fires at its very time,
    /// and what it leads to runs.
    public func advance(by duration: Duration) {
        subnet.passTime(duration.nanoseconds)
    }

    /// Runs the timers that are due now, with what they lead to. Time does not move.
    ///
    /// - Returns: whether nothing is due any more.
    @discardableResult
    public func runTimers() -> Bool {
        subnet.runTimers()
    }

    /// When its timer fires, in nanoseconds since 1970; 0 when it is off.
    public var globalTimer: UInt64 { hosted?.globalTimer ?? 0 }
}

// MARK: - State

extension TestCanister {
    /// What it printed, and the messages of its traps; the oldest lines are dropped when there are very many.
    public var log: [String] { hosted?.log.records.map(\.content) ?? [] }

    /// The certified data that it set last; at most 32 bytes.
    public var certifiedData: [UInt8] { hosted?.certifiedData ?? [] }

    /// The certificate that a query of it gets now. Its signature is a stand-in: look into it, do not verify it.
    public var dataCertificate: [UInt8]? { hosted.flatMap { subnet.dataCertificate?($0) } }

    /// The committed stable memory.
    public var stableMemory: SparseStableMemory { hosted?.stableMemory ?? SparseStableMemory() }

    /// All that the subnet knows of it; `nil` after it was deleted.
    public var hosted: HostedCanister? { subnet.canisters[id] }
}

/// Candid for no arguments.
public let emptyArguments: [UInt8] = [0x44, 0x49, 0x44, 0x4c, 0x00, 0x00]
