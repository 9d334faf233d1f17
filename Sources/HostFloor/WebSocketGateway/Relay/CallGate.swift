import Candid
import Synchronization

/// Lets some calls go at a time, to each canister and to all together; the others wait in the order in which they came,
/// and the canisters take turns. So canisters that answer slowly take no more than their share of the connections to
/// the network, and polls always find some.
final class CallGate: Sendable {
    private let state: Mutex<CanisterLanes<CheckedContinuation<Void, Never>>>

    init(limit: Int, limitPerCanister: Int) {
        state = Mutex(CanisterLanes(limit: limit, limitPerCanister: limitPerCanister))
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
            let ready: [CheckedContinuation<Void, Never>] = state.withLock { lanes in
                lanes.add(continuation, to: canister)
                return lanes.takeReady()
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
