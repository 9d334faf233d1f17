/// Where a guest is entered.
public enum Activation: Hashable, Sendable {
    /// An exported entry point: `canister_init`, `canister_update ws_open`, ...
    case entryPoint(EntryPointName)
    /// A callback of a call to another canister. Both numbers are what the guest gave to `ic0.call_new`
    /// or `ic0.call_on_cleanup`: a table index on wasm, a function's address on the native host.
    case callback(function: UInt64, environment: UInt64)
}

/// The memory of a guest, as the system functions see it.
///
/// Addresses and sizes are the guest's own. An access out of bounds is a trap, never undefined. An access of no bytes
/// still needs an address that lies inside or just behind the end.
public protocol GuestMemory {
    /// Copies bytes out of the guest.
    func read(from address: UInt64, count: UInt64) throws(Trap) -> [UInt8]

    /// Copies bytes into the guest.
    func write(_ bytes: ArraySlice<UInt8>, to address: UInt64) throws(Trap)
}

/// The code and the heap of one canister: what an execution runs. `WasmEngine` and `CanisterTesting` each have one.
///
/// Stable memory, certified data, timers, queues and call contexts are not the guest's: they belong to the canister,
/// and this module keeps them.
public protocol Guest: AnyObject {
    /// The exported entry points.
    var entryPoints: Set<EntryPointName> { get }

    /// Bytes of heap memory now.
    var heapSize: UInt64 { get }

    /// Makes the heap anew, as at an install or an upgrade, and runs what the module runs at its start.
    func instantiate(in execution: Execution) throws(Trap)

    /// Runs one activation to its end. The guest's calls of system functions go to `execution`.
    ///
    /// - Returns: the number of instructions that it used; 0 where the guest cannot count.
    /// - Throws: what ended it early. The caller then calls ``rollBack()``.
    func run(_ activation: Activation, in execution: Execution) throws(Trap) -> UInt64

    /// Keeps what changed in the heap since the last commit.
    func commit()

    /// Undoes what changed in the heap since the last commit, `instantiate` included. The cost grows with what was
    /// touched, not with the heap. The native guest cannot, and says so in its documentation.
    func rollBack()

    /// Remembers the heap as it is now, with what was changed since the last commit, instead of what was remembered
    /// before. A commit or a rollback forgets it.
    func setSavepoint()

    /// Undoes what changed in the heap since ``setSavepoint()``, which stays for another time.
    ///
    /// - Throws: why the heap cannot be had again. It is then as at the last commit.
    func rollBackToSavepoint() throws(Trap)
}
