import Candid
import CanisterExecution

/// What the owner sees of canisters and changes in them, whoever their controllers are. `nil` where there is no such
/// canister.
extension LocalReplica {
    /// Whether a canister was there after the last round.
    public func hasCanister(_ id: Principal) -> Bool { published.isShown(id) }

    /// The controllers of a canister.
    public func controllers(of id: Principal) async throws(ReplicaError) -> [Principal]? {
        try await thread.perform { loop throws(ReplicaError) in loop.core.subnet.canisters[id]?.controllers }
    }

    /// The balance of a canister.
    public func cycles(of id: Principal) async throws(ReplicaError) -> UInt128? {
        try await thread.perform { loop throws(ReplicaError) in loop.core.subnet.canisters[id]?.cycles }
    }

    /// Gives a canister cycles, from nowhere. It has 2^128 - 1 at most.
    ///
    /// - Returns: the new balance.
    public func addCycles(_ cycles: UInt128, to id: Principal) async throws(ReplicaError) -> UInt128? {
        try await thread.perform { loop throws(ReplicaError) in
            guard let canister = loop.core.subnet.canisters[id] else { return nil }
            let (sum, overflow) = canister.cycles.addingReportingOverflow(cycles)
            canister.cycles = overflow ? .max : sum
            try loop.keepChange()
            return canister.cycles
        }
    }
}

extension ReplicaLoop {
    /// Makes what was changed from outside part of the state, with nothing executed.
    func keepChange() throws(ReplicaError) {
        do throws(RoundStoreError) { publish(try core.closeRound()) } catch {
            fail(error)
            throw .store(error)
        }
    }
}
