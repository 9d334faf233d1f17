import Candid

/// What an execution can learn about the message that it handles.
public struct MessageFacts: Sendable {
    /// The argument of the method, or the reply that a callback got.
    public var argument: [UInt8] = []
    /// Who called the method. In callbacks the caller of the method that made the call.
    public var caller: Principal = .managementCanister
    /// The code of a reject that a callback got; 0 for a reply.
    public var rejectCode: UInt32 = 0
    /// The text of that reject.
    public var rejectMessage: [UInt8] = []
    /// When the caller stops to wait, in nanoseconds since 1970; 0 for never, and in queries of every kind.
    public var deadline: UInt64 = 0
    /// The method that is asked for, where the message is inspected.
    public var methodName: [UInt8] = []
    /// Cycles that came with the call and were not accepted yet.
    public var cyclesAvailable: UInt128 = 0
    /// Cycles that came back with a response.
    public var cyclesRefunded: UInt128 = 0
    /// Whether the caller still waits for a response.
    public var needsResponse = false
    /// The certificate of the canister's certified data, where the query was asked for by a user.
    public var dataCertificate: [UInt8]?
    /// Instructions that earlier executions for the same call used.
    public var earlierInstructions: UInt64 = 0

    /// Facts of a message without content, that nobody waits for a response to.
    public init() {}
}
