import Candid
import ICAgent
import ICProtocol
import Synchronization
import TestSupport
import WebSocketProtocol

@testable import WebSocketGateway

/// A network in the hands of a test: everything takes a time that a seed decides, and goes wrong as the test says.
final class StandInNetwork: GatewayNetwork {
    private let clock: any AgentClock
    private let gateway: Principal
    private let state: Mutex<State>

    struct State {
        var canisters: [Principal: StandInCanister] = [:]
        var random: SplitMix64
        /// The longest time that a call takes in each direction.
        var callLatency: Duration = .milliseconds(1_000)
        var pollLatency: Duration = .milliseconds(30)
        /// Of a hundred calls, how many are only accepted, get no answer after they were executed, or before.
        var acceptedOnly = 0
        var lostAnswers = 0
        var lostCalls = 0
        /// How many calls of each sender are under way now, and were at most.
        var underWay: [Principal: Int] = [:]
        var mostUnderWay: [Principal: Int] = [:]
        var mostAtOnce = 0
        var polls: [UInt64] = []
        var closeCalls = 0
        var failingCloses = 0
        /// How many polls that would bring messages are answered by a node that does not have them yet.
        var laggingPolls = 0
        /// Canisters whose `ws_close` never comes to its end.
        var hangingCanisters: Set<Principal> = []
        var mostClosesAtOnce = 0
        var closesAtOnce = 0
    }

    init(_ clock: any AgentClock, gateway: Principal, seed: UInt64) {
        self.clock = clock
        self.gateway = gateway
        state = Mutex(State(random: SplitMix64(seed: seed)))
    }

    @discardableResult
    func with<Result>(_ body: (inout sending State) -> sending Result) -> sending Result { state.withLock(body) }

    func with<Result: Sendable>(_ canister: Principal, _ body: (inout StandInCanister) -> Result) -> Result {
        state.withLock { body(&$0.canisters[canister, default: StandInCanister()]) }
    }

    func submit(_ call: SignedCall) async -> CallOutcome {
        let (sender, id) = (call.request.terms.sender, call.request.canister)
        let (there, back, fate) = state.withLock { state in
            state.underWay[sender, default: 0] += 1
            state.mostUnderWay[sender] = max(state.mostUnderWay[sender] ?? 0, state.underWay[sender] ?? 0)
            state.mostAtOnce = max(state.mostAtOnce, state.underWay.values.reduce(0, +))
            return (state.latency(state.callLatency), state.latency(state.callLatency), state.fate())
        }
        defer { state.withLock { $0.underWay[sender, default: 1] -= 1 } }
        try? await clock.sleep(for: there)
        let outcome: CallOutcome = with(id) { canister in
            switch canister.condition {
            case .away: .notTaken(reason: "connection refused", isTransient: true)
            case .stopped, .empty: .notTaken(reason: "Canister is stopped", isTransient: true)
            case .running, .oversized: fate == .lostCall ? .unknown(reason: "timed out") : canister.execute(call)
            }
        }
        try? await clock.sleep(for: back)
        guard case .notTaken = outcome else {
            switch fate {
            case .arrives: return outcome
            case .acceptedOnly: return .unknown(reason: "only accepted")
            case .lostAnswer, .lostCall: return .unknown(reason: "timed out")
            }
        }
        return outcome
    }

    func messages(of canister: Principal, from nonce: UInt64) async throws(PollFailure) -> CertifiedMessages {
        let (there, back) = state.withLock { state in
            state.polls.append(nonce)
            return (state.latency(state.pollLatency), state.latency(state.pollLatency))
        }
        try? await clock.sleep(for: there)
        let isLate = with { $0.isPollLate(canister, from: nonce, gateway: gateway) }
        let page: Result<CertifiedMessages, PollFailure> = with(canister) { canister in
            let page = canister.page(from: isLate ? .max : nonce, gateway: gateway)
            return switch canister.condition {
            case .running: .success(page)
            case .stopped: .failure(.unavailable(reason: "Canister is stopped"))
            case .away: .failure(.unavailable(reason: "connection refused"))
            case .empty: .failure(.gone(reason: "no module"))
            case .oversized:
                page.messages.contains { $0.content.count > 1_000 }
                    ? .failure(.unreadable(reason: "application payload size")) : .success(page)
            }
        }
        try? await clock.sleep(for: back)
        return try page.get()
    }

    func close(_ client: ClientKey, at canister: Principal) async throws(NetworkFailure) -> WebSocketResult {
        let (there, fails) = state.withLock { state in
            state.closeCalls += 1
            state.closesAtOnce += 1
            state.mostClosesAtOnce = max(state.mostClosesAtOnce, state.closesAtOnce)
            let fails = state.failingCloses > 0
            if fails { state.failingCloses -= 1 }
            return (state.latency(state.callLatency), fails)
        }
        defer { state.withLock { $0.closesAtOnce -= 1 } }
        try? await clock.sleep(for: there)
        if fails { throw NetworkFailure(reason: "timed out", isTransient: true) }
        if with({ $0.hangingCanisters.contains(canister) }) {
            try? await clock.sleep(for: .seconds(40))
            throw NetworkFailure(reason: "timed out", isTransient: true)
        }
        let result: WebSocketResult? = with(canister) { canister in
            canister.condition == .running ? canister.closeByGateway(client) : nil
        }
        guard let result else { throw NetworkFailure(reason: "stopped", isTransient: true) }
        return result
    }
}

extension StandInNetwork.State {
    enum Fate: Hashable { case arrives, acceptedOnly, lostAnswer, lostCall }

    fileprivate mutating func isPollLate(_ canister: Principal, from nonce: UInt64, gateway: Principal) -> Bool {
        let page = canisters[canister]?.page(from: nonce, gateway: gateway)
        guard laggingPolls > 0, page?.messages.isEmpty == false else { return false }
        laggingPolls -= 1
        return true
    }

    fileprivate mutating func latency(_ longest: Duration) -> Duration {
        longest * Int.random(in: 1...1_000, using: &random) / 1_000
    }

    fileprivate mutating func fate() -> Fate {
        let number = Int.random(in: 0..<100, using: &random)
        if number < acceptedOnly { return .acceptedOnly }
        if number < acceptedOnly + lostAnswers { return .lostAnswer }
        return number < acceptedOnly + lostAnswers + lostCalls ? .lostCall : .arrives
    }
}
