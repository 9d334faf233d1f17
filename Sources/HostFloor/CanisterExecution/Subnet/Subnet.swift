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

    /// Answers queries of host canisters; `nil`: they answer none.
    public var hostQuery: HostQuery?

    /// The latest executions.
    public internal(set) var executions: [ExecutionRecord] = []

    /// The canisters by their principals. See ``canistersInOrder`` for an order that stays.
    public internal(set) var canisters: [Principal: HostedCanister] = [:]
    var hostCanisters: [Principal: HostCanister] = [:]
    private(set) var requests = FirstInFirstOut<Request>()
    private(set) var responses = FirstInFirstOut<ResponseMessage>()
    /// Calls that a host canister has not answered yet.
    private(set) var unanswered: [CallID: Request] = [:]
    private(set) var results: [CallID: CallResult] = [:]
    /// Where the search for a free principal begins.
    var nextCanisterIndex: UInt64
    /// Bytes of the chunks of all canisters together.
    var storedChunkBytes = 0
    var executionCount = 0
    private var lastCallID: UInt64 = 0
    private let management: ManagementCanister

    /// Makes the guests of the modules that are installed.
    let guests: (any GuestFactory)?

    /// Knows what changed since the state was last taken.
    let tracker = ChangeTracker()

    /// What snapshots have in common, if one was taken.
    var snapshots: Snapshots?

    /// Where this subnet serves a query on a snapshot: who has the canisters.
    var lender: SnapshotLender?

    /// Makes a subnet without canisters, and with a management canister that knows `raw_rand` alone.
    ///
    /// - Parameter guests: makes guests of modules; without it, only guests can be installed.
    public init(_ configuration: SubnetConfiguration, guests: (any GuestFactory)? = nil) {
        self.configuration = configuration
        self.guests = guests
        self.time = configuration.time
        nextCanisterIndex = configuration.firstCanisterIndex
        let management = ManagementCanister(seed: configuration.randomSeed)
        self.management = management
        hostCanisters[.managementCanister] = { management.answer($0) }
    }

    /// The canisters in the order of their principals.
    public var canistersInOrder: [HostedCanister] {
        canisters.values.sorted { $0.id < $1.id }
    }
}

// MARK: - Messages

extension Subnet {
    func nextCallID() -> CallID {
        lastCallID += 1
        return CallID(rawValue: lastCallID)
    }

    func enqueue(_ request: Request) {
        tracker.created(.request(requests.append(request)))
    }

    func enqueue(_ response: ResponseMessage) {
        tracker.created(.response(responses.append(response)))
    }

    func dequeueRequest() -> Request? {
        let number = requests.numbers.lowerBound
        guard let request = requests.popFirst() else { return nil }
        tracker.removed(.request(number))
        return request
    }

    func dequeueResponse() -> ResponseMessage? {
        let number = responses.numbers.lowerBound
        guard let response = responses.popFirst() else { return nil }
        tracker.removed(.response(number))
        return response
    }

    /// Keeps a call until its host canister answers.
    func keepUnanswered(_ request: Request, as call: CallID) {
        unanswered[call] = request
        tracker.created(.unanswered(call))
    }

    func takeUnanswered(_ call: CallID) -> Request? {
        guard let request = unanswered.removeValue(forKey: call) else { return nil }
        tracker.removed(.unanswered(call))
        return request
    }

    /// Keeps the result of a call until it is asked for.
    func keep(_ result: CallResult, of call: CallID) {
        results[call] = result
        tracker.created(.result(call))
    }

    /// The result of a call that was handed in, which is forgotten with this; `nil` while there is none.
    public func takeResult(of id: CallID) -> CallResult? {
        guard let result = results.removeValue(forKey: id) else { return nil }
        tracker.removed(.result(id))
        return result
    }
}

// MARK: - State

extension Subnet {
    /// Time and counters.
    var record: SubnetRecord {
        SubnetRecord(
            time: time, lastCallID: lastCallID, nextCanisterIndex: nextCanisterIndex, randomState: management.state,
            nextRequest: requests.numbers.upperBound, nextResponse: responses.numbers.upperBound)
    }

    /// Takes back what was kept as data.
    func restore(
        _ record: SubnetRecord, canisters: [Principal: HostedCanister], requests: FirstInFirstOut<Request>,
        responses: FirstInFirstOut<ResponseMessage>, unanswered: [CallID: Request], results: [CallID: CallResult]
    ) {
        time = record.time
        lastCallID = record.lastCallID
        nextCanisterIndex = record.nextCanisterIndex
        management.state = record.randomState
        self.canisters = canisters
        storedChunkBytes = canisters.values.reduce(0) { $0 + $1.chunkStore.byteCount }
        self.requests = requests
        self.responses = responses
        self.unanswered = unanswered
        self.results = results
    }
}
