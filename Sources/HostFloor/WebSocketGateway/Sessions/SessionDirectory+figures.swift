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
        guard limit > 0 else { return [] }
        // Of ever so many only those few are compared and kept: whoever has a message to forward waits for the lock.
        let most = state.withLock { state in
            var most: [Busy] = []
            for (canister, entry) in state.canisters {
                let one = Busy(canister: canister, sessions: entry.clients.count, traffic: entry.traffic)
                if most.count == limit {
                    guard let last = most.last, one.comes(before: last) else { continue }
                    most.removeLast()
                }
                most.insert(one, at: most.firstIndex { one.comes(before: $0) } ?? most.endIndex)
            }
            return most
        }
        return most.map { CanisterFigures(canister: $0.canister, sessions: $0.sessions, traffic: $0.traffic.figures) }
    }

    private struct Busy {
        let canister: Principal
        let sessions: Int
        let traffic: CanisterTraffic

        /// Those with as many sessions stay in their places from one look to the next.
        func comes(before other: Busy) -> Bool { (other.sessions, canister) < (sessions, other.canister) }
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
