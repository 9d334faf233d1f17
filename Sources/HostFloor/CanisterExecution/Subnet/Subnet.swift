import Candid

/// Canisters that run together: their messages, their calls of each other, their timers.
///
/// A subnet does nothing by itself and has no clock: its owner moves the time, hands in messages and lets them run. So
/// it is deterministic: the same operations give the same results, down to the order of executions. Responses run
/// before requests, each in the order in which they were sent.
///
/// It is not safe for use from several threads at once.
public final class Subnet {
    /// What it was set up with.
    public let configuration: SubnetConfiguration

    /// Nanoseconds since 1970. See ``advanceTime(by:)``.
    public internal(set) var time: UInt64

    /// Makes the certificate that a query by a user can hand out, of the canister's certified data as it stands. `nil`:
    /// there is none, and the canister is told so.
    public var dataCertificate: ((HostedCanister) -> [UInt8])?

    /// Called with the result of each call that a user sent, when it is there. Without it, results are kept until
    /// ``takeResult(of:)``.
    public var onResult: ((CallID, CallResult) -> Void)?

    /// The latest executions.
    public internal(set) var executions: [ExecutionRecord] = []

    /// The canisters by their principals. See ``canistersInOrder`` for an order that stays.
    public internal(set) var canisters: [Principal: HostedCanister] = [:]
    var hostCanisters: [Principal: HostCanister] = [:]
    var requests = FirstInFirstOut<Request>()
    var responses = FirstInFirstOut<ResponseMessage>()
    /// Calls that a host canister has not answered yet.
    var unanswered: [CallID: Request] = [:]
    var results: [CallID: CallResult] = [:]
    /// Where the search for a free principal begins.
    var nextCanisterIndex: UInt64 = 0
    var executionCount = 0
    private var lastCallID: UInt64 = 0

    /// Makes the guests of the modules that are installed.
    let guests: (any GuestFactory)?

    /// Makes a subnet without canisters, and with a management canister that knows `raw_rand` alone.
    ///
    /// - Parameter guests: makes guests of modules; without it, only guests can be installed.
    public init(_ configuration: SubnetConfiguration, guests: (any GuestFactory)? = nil) {
        self.configuration = configuration
        self.guests = guests
        self.time = configuration.time
        let management = ManagementCanister(seed: configuration.randomSeed)
        hostCanisters[.managementCanister] = { management.answer($0) }
    }

    /// The canisters in the order of their principals.
    public var canistersInOrder: [HostedCanister] {
        canisters.values.sorted { $0.id < $1.id }
    }

    func nextCallID() -> CallID {
        lastCallID += 1
        return CallID(rawValue: lastCallID)
    }
}
