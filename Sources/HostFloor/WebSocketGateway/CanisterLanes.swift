import Candid

/// What waits until it may go, in a lane for each canister: some at a time of one canister, and of all together. Within
/// a lane the first goes first, and places that get free go to the lanes in turn.
///
/// It does nothing itself: what may go is returned.
struct CanisterLanes<Element> {
    private let limit: Int
    private let limitPerCanister: Int
    private var lanes: [Principal: Lane] = [:]
    /// The canisters of which another one may go as soon as there is a place; each once.
    private var turns = FirstInFirstOut<Principal>()
    /// How many are under way.
    private(set) var underWay = 0
    /// How many wait.
    private(set) var waitingCount = 0

    private struct Lane {
        var waiting = FirstInFirstOut<Element>()
        var underWay = 0
        var hasTurn = false
    }

    init(limit: Int, limitPerCanister: Int) {
        self.limit = max(limit, 1)
        self.limitPerCanister = max(limitPerCanister, 1)
    }

    /// How many are under way of the canister that has most of them.
    var mostUnderWay: Int { lanes.values.lazy.map(\.underWay).max() ?? 0 }

    /// What one more of a canister would have to wait for.
    enum Obstacle {
        /// As many are under way as may, of all canisters together.
        case all
        /// As many are under way as may, of this one.
        case canister
    }

    /// What one more of a canister would have to wait for; nothing where it may go at once.
    func obstacle(to canister: Principal) -> Obstacle? {
        if underWay >= limit { return .all }
        return lanes[canister, default: Lane()].underWay >= limitPerCanister ? .canister : nil
    }

    /// Whether nothing waits or is under way.
    var isEmpty: Bool { lanes.isEmpty }

    mutating func add(_ element: Element, to canister: Principal) {
        lanes[canister, default: Lane()].waiting.append(element)
        waitingCount += 1
        giveTurn(to: canister)
    }

    /// Takes all that may go now. Each is under way until its end is told.
    mutating func takeReady() -> [Element] {
        var ready: [Element] = []
        while underWay < limit, let canister = turns.popFirst() {
            lanes[canister]?.hasTurn = false
            guard let element = lanes[canister]?.waiting.popFirst() else { continue }
            lanes[canister]?.underWay += 1
            underWay += 1
            waitingCount -= 1
            ready.append(element)
            giveTurn(to: canister)
        }
        return ready
    }

    /// One of a canister that was under way has come to its end.
    mutating func ended(at canister: Principal) {
        guard let count = lanes[canister]?.underWay, count > 0 else { return }
        underWay -= 1
        lanes[canister]?.underWay = count - 1
        giveTurn(to: canister)
        if count == 1, lanes[canister]?.waiting.isEmpty == true { lanes[canister] = nil }
    }

    private mutating func giveTurn(to canister: Principal) {
        guard let lane = lanes[canister], !lane.hasTurn, !lane.waiting.isEmpty, lane.underWay < limitPerCanister else {
            return
        }
        lanes[canister]?.hasTurn = true
        turns.append(canister)
    }
}
