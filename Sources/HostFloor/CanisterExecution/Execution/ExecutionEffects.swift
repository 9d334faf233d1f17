import Candid

/// What an execution wants to change outside its heap and its stable memory. It comes about only when the execution
/// ends without a trap.
public struct ExecutionEffects: Sendable {
    /// The response, if it gave one.
    public internal(set) var response: CallResult?
    /// The calls to others in the order in which they were performed.
    public internal(set) var outgoingCalls: [PerformedCall] = []
    /// The new certified data.
    public internal(set) var certifiedData: [UInt8]?
    /// The new time of the timer, 0 to switch it off.
    public internal(set) var globalTimer: UInt64?
    /// The balance: after what was accepted, burned, and attached to calls.
    public internal(set) var cycles: UInt128
    /// What is left of the cycles that came with the call. After a response this is what the caller gets back.
    public internal(set) var cyclesAvailable: UInt128
    /// Whether `canister_inspect_message` accepted the message.
    public internal(set) var acceptedMessage = false
}

/// A function of the guest and the value it is called with.
public struct CallbackClosure: Hashable, Sendable {
    /// A table index on wasm, an address on the native host.
    public var function: UInt64
    /// What the function is called with.
    public var environment: UInt64

    var activation: Activation { .callback(function: function, environment: environment) }
}

/// A call to another canister that an execution made.
public struct PerformedCall: Sendable {
    /// Who is called.
    public var callee: Principal
    /// The bytes of the method's name, which need not be UTF-8.
    public var methodName: [UInt8]
    /// What was appended to the call.
    public var argument: [UInt8] = []
    /// What runs with a reply.
    public var onReply: CallbackClosure
    /// What runs with a reject.
    public var onReject: CallbackClosure
    /// What runs after one of those trapped.
    public var onCleanup: CallbackClosure?
    /// What was attached; it has left the balance.
    public var cycles: UInt128 = 0
    /// Seconds after which the caller stops to wait; `nil` when it waits for as long as it takes.
    public var timeout: UInt32?

    var payloadSize: UInt64 { UInt64(methodName.count + argument.count) }
}
