import Candid

extension SessionDirectory {
    /// A canister with clients here, in numbers.
    struct CanisterFigures {
        let canister: Principal
        let sessions: Int
        let traffic: CanisterTraffic.Figures
    }

    /// How many clients the canister has that has most of them.
    var mostClientsOfACanister: Int {
        state.withLock { state in state.canisters.values.lazy.map(\.clients.count).max() ?? 0 }
    }

    /// The canisters with most clients, those first.
    ///
    /// - Parameter limit: how many.
    func busiestCanisters(_ limit: Int) -> [CanisterFigures] {
        let all = state.withLock { state in state.canisters.map { ($0.key, $0.value.clients.count, $0.value.traffic) } }
        // Those with as many stay in their places from one look to the next.
        return all.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(limit)
            .map { CanisterFigures(canister: $0.0, sessions: $0.1, traffic: $0.2.figures) }
    }

    /// The canisters that the operator named, sorted, whether they have clients or not.
    ///
    /// - Parameter limit: how many.
    func allowedCanisters(_ limit: Int) -> [CanisterFigures] {
        let canisters = lastingTraffic.sorted { $0.key < $1.key }.prefix(limit)
        let counts = state.withLock { state in canisters.map { state.canisters[$0.key]?.clients.count ?? 0 } }
        return zip(canisters, counts).map { CanisterFigures(canister: $0.key, sessions: $1, traffic: $0.value.figures) }
    }
}
