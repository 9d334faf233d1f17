import Candid

/// A canister that is not code for a guest but a closure of the host: a stand-in for another canister in a test, or
/// the management canister of a replica.
public typealias HostCanister = (HostCanisterCall) -> HostAnswer

/// Answers a query of a ``HostCanister``. It changes nothing: it sees the canisters of the subnet that the query is asked
/// of by ``Subnet/canister(_:)``.
public typealias HostQuery = @Sendable (
    _ subnet: Subnet, _ callee: Principal, _ method: String, _ argument: [UInt8], _ caller: Principal
) -> CallResult

/// A call that a ``HostCanister`` got.
public struct HostCanisterCall: Sendable {
    /// By which it is answered later.
    public var id: CallID
    /// Who called.
    public var caller: Principal
    /// The name of the method, with what is not UTF-8 replaced.
    public var method: String
    /// Its argument.
    public var argument: [UInt8]
    /// Cycles that came with it.
    public var cycles: UInt128
    /// Nanoseconds since 1970; 0 when the caller waits for as long as it takes.
    public var deadline: UInt64

    init(_ id: CallID, _ request: Request) {
        self.id = id
        caller = request.caller
        method = request.method
        argument = request.argument
        cycles = request.cycles
        deadline = request.deadline
    }
}

/// What a ``HostCanister`` makes of a call.
public enum HostAnswer: Sendable {
    /// A reply, with the cycles that it takes of those that came.
    case reply([UInt8], acceptedCycles: UInt128 = 0)
    /// A reject; all cycles go back.
    case reject(Reject)
    /// No answer yet: it is given with ``Subnet/answer(_:with:)``.
    case later
}
