import Candid

/// What an execution can learn about its canister: how things stood when it began.
public struct CanisterFacts: Sendable {
    /// Its principal.
    public var id: Principal
    /// The principal of its subnet.
    public var subnet: Principal
    /// Whether it takes calls.
    public var status: CanisterStatus = .running
    /// Grows with every change of the canister.
    public var version: UInt64 = 0
    /// Nanoseconds since 1970. Constant through one execution.
    public var time: UInt64 = 0
    /// Who may change it.
    public var controllers: [Principal] = []
    /// When the timer fires, in nanoseconds since 1970; 0 when it is not set.
    public var globalTimer: UInt64 = 0
    /// Its balance.
    public var cycles: UInt128 = 0
    /// The network's public key in its DER form.
    public var rootKey: [UInt8] = []
    /// In the order of the bytes of their names.
    public var environmentVariables: [EnvironmentVariable] = []
    /// How many calls to each canister wait for a response.
    public var outstandingCalls: [Principal: Int] = [:]

    /// Facts of a running canister that has nothing yet.
    public init(id: Principal, subnet: Principal) {
        self.id = id
        self.subnet = subnet
    }
}

/// Whether a canister takes calls.
public enum CanisterStatus: UInt32, Sendable {
    /// Takes calls.
    case running = 1
    /// Takes no new calls, still gets the responses to its own.
    case stopping = 2
    /// Takes no calls, and waits for no responses.
    case stopped = 3
}

/// A setting that a canister's controllers give to its code.
public struct EnvironmentVariable: Hashable, Sendable {
    /// At most 128 bytes of UTF-8, see ``ResourceLimits/environmentVariableName``.
    public var name: String
    /// At most 128 bytes.
    public var value: String

    /// Makes a variable.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
