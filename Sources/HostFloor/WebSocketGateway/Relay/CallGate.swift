import Candid
import Synchronization

/// Lets some calls to each canister go at a time; the others wait in the order in which they came. So a canister that
/// answers slowly takes no more than its share of the connections to the network.
final class CallGate: Sendable {
    private let limit: Int
    private let state = Mutex<[Principal: Lane]>([:])

    private struct Lane {
        var underWay = 0
        var waiting = FirstInFirstOut<CheckedContinuation<Void, Never>>()
    }

    init(limit: Int) { self.limit = max(limit, 1) }

    /// For how many canisters calls are under way.
    var laneCount: Int { state.withLock { $0.count } }

    /// Runs a body as soon as it may go.
    func pass<Result: Sendable>(to canister: Principal, _ body: () async -> Result) async -> Result {
        await enter(canister)
        let result = await body()
        leave(canister)
        return result
    }

    private func enter(_ canister: Principal) async {
        await withCheckedContinuation { continuation in
            let mayGo = state.withLock { lanes in
                guard lanes[canister, default: Lane()].underWay < limit else {
                    lanes[canister]?.waiting.append(continuation)
                    return false
                }
                lanes[canister, default: Lane()].underWay += 1
                return true
            }
            if mayGo { continuation.resume() }
        }
    }

    /// The place goes to the first that waits.
    private func leave(_ canister: Principal) {
        let next: CheckedContinuation<Void, Never>? = state.withLock { lanes in
            if let next = lanes[canister]?.waiting.popFirst() { return next }
            lanes[canister]?.underWay -= 1
            if lanes[canister]?.underWay == 0 { lanes[canister] = nil }
            return nil
        }
        next?.resume()
    }
}
