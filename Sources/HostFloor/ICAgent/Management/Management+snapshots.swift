import Candid

// Snapshots: what a canister was at a moment, to go back to.
extension Management {
    /// Takes a snapshot of a canister: of code, heap, stable memory, certified data and chunks. The canister should be
    /// stopped, or callbacks that are open now will not fit what they come back to.
    ///
    /// - Parameter replaced: a snapshot of the canister that goes when the new one is there.
    public func takeSnapshot(
        of canister: Principal, replacing replaced: [UInt8]? = nil
    ) async throws(ManagementError) -> CanisterSnapshot {
        let arguments = TakeSnapshotArguments(canister: canister, replaced: replaced)
        let reply = try await call("take_canister_snapshot", CandidEncoder.encode(arguments))
        return try decode(CanisterSnapshot.self, reply)
    }

    /// Makes a canister what a snapshot has: one of its own, or of another canister that the caller controls too.
    public func loadSnapshot(_ id: [UInt8], into canister: Principal) async throws(ManagementError) {
        let arguments = SnapshotArguments(canister: canister, snapshot: id)
        _ = try await call("load_canister_snapshot", CandidEncoder.encode(arguments))
    }

    /// The snapshots of a canister.
    public func snapshots(of canister: Principal) async throws(ManagementError) -> [CanisterSnapshot] {
        let reply = try await call(
            "list_canister_snapshots", CandidEncoder.encode(CanisterRecord(canister: canister)))
        return try decode([CanisterSnapshot].self, reply)
    }

    /// Deletes a snapshot of a canister.
    public func deleteSnapshot(_ id: [UInt8], of canister: Principal) async throws(ManagementError) {
        let arguments = SnapshotArguments(canister: canister, snapshot: id)
        _ = try await call("delete_canister_snapshot", CandidEncoder.encode(arguments))
    }
}
