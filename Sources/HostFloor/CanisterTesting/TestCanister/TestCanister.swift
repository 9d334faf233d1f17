import Candid
import Canister
import CanisterExecution

/// A canister in a test: installed, called, upgraded, with time, cycles and other canisters under the test's control.
///
/// ```swift
/// let canister = try TestCanister(Counter.self)
/// #expect(try canister.update("add", UInt64(3), caller: .testUser(7), returning: UInt64.self) == 3)
/// #expect(canister.update("reset").reject?.trap?.message == "only the owner may do this")
///
/// canister.advance(by: .seconds(60))    // timers fire on the way, each at its time
/// #expect(canister.log == ["one minute has passed"])
///
/// try canister.upgrade()                // a fresh instance, the same stable memory
/// #expect(try canister.query("get", returning: UInt64.self) == 3)
/// ```
///
/// Everything is synchronous and deterministic. A call returns when all that follows from it has run: calls to itself
/// and to others, and their callbacks; a call whose answer the test gives later is sent with ``submit(_:_:caller:)``.
/// Several canisters share a ``Subnet``, and a ``StandInCanister`` takes the place of one that the test does not have.
/// What native code cannot do as the network does is told at ``NativeGuest``.
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
    public internal(set) var executions: [ExecutionRecord] = []

    var code: () -> [EntryPoint]

    /// Makes a canister of a closure that makes an instance and gives its entry points, and does not install it yet.
    ///
    /// - Parameter cycles: its balance at the start.
    /// - Throws: a reject when the principal is taken on that subnet.
    public init(
        on subnet: Subnet = .forTests(), id: Principal? = nil, controller: Principal = .testUser(0),
        cycles: UInt128 = 100_000_000_000_000, code: @escaping () -> [EntryPoint]
    ) throws(Reject) {
        self.subnet = subnet
        self.controller = controller
        self.code = code
        self.id = try subnet.createCanister(id, controllers: [controller], cycles: cycles).id
    }

    /// Makes a canister of a type and installs it.
    ///
    /// - Parameters:
    ///   - cycles: its balance at the start.
    ///   - argument: what `canister_init` gets: Candid, without values when nothing is said.
    /// - Throws: a reject when it could not be installed.
    public convenience init<Program: CanisterProgram>(
        _ program: Program.Type, on subnet: Subnet = .forTests(), id: Principal? = nil,
        controller: Principal = .testUser(0), cycles: UInt128 = 100_000_000_000_000,
        argument: [UInt8] = emptyArguments
    ) throws(Reject) {
        try self.init(on: subnet, id: id, controller: controller, cycles: cycles) { Program().entryPoints }
        try install(argument: argument)
    }

    /// All that the subnet knows of it; `nil` after it was deleted.
    public var hosted: HostedCanister? { subnet.canisters[id] }
}

/// Candid for no arguments.
public let emptyArguments: [UInt8] = CandidEncoder.encode()
