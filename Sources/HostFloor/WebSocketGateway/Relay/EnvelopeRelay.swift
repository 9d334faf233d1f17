import ICAgent
import ICProtocol

/// Brings one envelope to its end.
///
/// Where a try does not tell the end, the same envelope is sent again: it has the same request id, so that it is
/// executed once at most, and the network answers with the end of the first.
struct EnvelopeRelay: Sendable {
    let network: any GatewayNetwork
    let limits: DeliveryLimits
    let clock: any AgentClock
    let metrics: GatewayMetrics
    let gate: CallGate

    init(_ environment: GatewayEnvironment) {
        network = environment.network
        limits = environment.configuration.delivery
        clock = environment.clock
        metrics = environment.metrics
        gate = CallGate(
            limit: limits.concurrentCalls, limitPerCanister: limits.concurrentCallsPerCanister,
            reached: { [metrics] in metrics.reached($0) })
    }

    /// The end of an envelope.
    enum Outcome: Hashable, Sendable {
        /// The canister replied.
        case replied([UInt8])
        /// The canister, or the system for it, rejected.
        case rejected(Rejection)
        /// The canister did not get it and will not.
        ///
        /// - isTransient: whether a new one may be taken.
        case notDelivered(reason: String, isTransient: Bool)
        /// The canister may have got it.
        case unknown(reason: String)
    }

    func deliver(_ call: SignedCall) async -> Outcome {
        let start = clock.now
        guard start < call.request.terms.ingressExpiry else {
            return .notDelivered(
                reason: "the message expired while it waited for those before it", isTransient: true)
        }
        let timeout = call.request.method == "ws_open" ? limits.openTimeout : limits.timeout
        let end = min(start.later(by: timeout), call.request.terms.ingressExpiry)
        var pauses = GrowingPause(first: limits.firstPause, longest: limits.longestPause)
        var mayHaveArrived = false
        while true {
            let lastReason: String
            switch await gate.pass(to: call.request.canister, { await network.submit(call) }) {
            case .replied(let reply): return .replied(reply)
            case .rejected(let rejection): return .rejected(rejection)
            case .notTaken(let reason, let isTransient):
                // What is refused now may have been taken before.
                if !isTransient, !mayHaveArrived { return .notDelivered(reason: reason, isTransient: false) }
                lastReason = reason
            case .unknown(let reason):
                mayHaveArrived = true
                lastReason = reason
            }
            let pause = pauses.next()
            let hasTime = clock.now.later(by: pause) < end
            guard hasTime, (try? await clock.sleep(for: pause)) != nil else {
                return mayHaveArrived
                    ? .unknown(reason: lastReason) : .notDelivered(reason: lastReason, isTransient: true)
            }
            metrics.repetitions.increment()
        }
    }
}

/// Pauses each of which is twice as long as the one before, up to a longest.
struct GrowingPause {
    private let longest: Duration
    private var upcoming: Duration

    init(first: Duration, longest: Duration) {
        self.longest = longest
        upcoming = min(first, longest)
    }

    mutating func next() -> Duration {
        defer { upcoming = min(upcoming * 2, longest) }
        return upcoming
    }
}
