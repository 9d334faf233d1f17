import Candid
import Synchronization

/// Lets some calls go at a time, to each canister and to all together; the others wait in the order in which they came,
/// and the canisters take turns. So canisters that answer slowly take no more than their share of the connections to
/// the network, and polls always find some.
final class CallGate: Sendable {
    private let state: Mutex<CanisterLanes<CheckedContinuation<Void, Never>>>

    private let reached: @Sendable (GatewayLimit) -> Void

    /// - Parameter reached: is told of each limit for which a call has to wait.
    init(limit: Int, limitPerCanister: Int, reached: @escaping @Sendable (GatewayLimit) -> Void = { _ in }) {
        self.reached = reached
        state = Mutex(CanisterLanes(limit: limit, limitPerCanister: limitPerCanister))
    }

    /// How many calls are under way, how many of the canister that has most of them, and how many wait.
    var figures: (all: Int, mostOfOneCanister: Int, waiting: Int) {
        state.withLock { ($0.underWay, $0.mostUnderWay, $0.waitingCount) }
    }

    /// Runs a body as soon as it may go.
    func pass<Result: Sendable>(to canister: Principal, _ body: () async -> Result) async -> Result {
        await enter(canister)
        let result = await body()
        leave(canister)
        return result
    }

    private func enter(_ canister: Principal) async {
        await withCheckedContinuation { continuation in
            typealias Ready = [CheckedContinuation<Void, Never>]
            let (ready, obstacle): (Ready, CanisterLanes<CheckedContinuation<Void, Never>>.Obstacle?) = state.withLock {
                let obstacle = $0.obstacle(to: canister)
                $0.add(continuation, to: canister)
                return ($0.takeReady(), obstacle)
            }
            switch obstacle {
            case .all: reached(.calls)
            case .canister: reached(.callsPerCanister)
            case nil: break
            }
            for continuation in ready { continuation.resume() }
        }
    }

    private func leave(_ canister: Principal) {
        let ready: [CheckedContinuation<Void, Never>] = state.withLock { lanes in
            lanes.ended(at: canister)
            return lanes.takeReady()
        }
        for continuation in ready { continuation.resume() }
    }
}
