import Candid

/// A canister as it was committed.
final class CanisterSnapshot: Sendable {
    let id: Principal
    let record: CanisterRecord
    let outstandingCalls: [Principal: Int]
    let module: InstalledModule?
    let heap: HeapImage?
    let stablePieces: PageTree
    let log: CanisterLog
    let chunkStore: ChunkStore
    let history: CanisterHistory
    let takenSnapshots: [UInt64: TakenSnapshot]

    /// What a canister is now; it has to be synchronised.
    init(of canister: HostedCanister) {
        id = canister.id
        record = canister.record
        outstandingCalls = canister.outstandingCalls
        module = canister.module
        heap = canister.synchronised.heap
        stablePieces = canister.stableMemory.committed
        log = canister.log
        chunkStore = canister.chunkStore
        history = canister.history
        takenSnapshots = canister.takenSnapshots
    }
}

/// Lends canisters with clones of their guests to the subnet of one query.
final class SnapshotLender {
    let hostCanisters: Set<Principal>
    private let canisters: [Principal: CanisterSnapshot]
    private let clones: ClonePool
    private let tracker: ChangeTracker
    private var lent: [(clone: GuestClone, of: Principal)] = []

    init(
        _ canisters: [Principal: CanisterSnapshot], hostCanisters: Set<Principal>, clones: ClonePool,
        tracker: ChangeTracker
    ) {
        self.canisters = canisters
        self.hostCanisters = hostCanisters
        self.clones = clones
        self.tracker = tracker
    }

    /// A canister of the snapshot; `nil` where it has none.
    ///
    /// - Throws: why its guest cannot be cloned.
    func canister(_ id: Principal) throws(Reject) -> HostedCanister? {
        guard let snapshot = canisters[id] else { return nil }
        let canister = HostedCanister(
            id: id, snapshot.record, log: snapshot.log, outstandingCalls: snapshot.outstandingCalls, tracker: tracker)
        canister.chunkStore = snapshot.chunkStore
        canister.history = snapshot.history
        canister.takenSnapshots = snapshot.takenSnapshots
        canister.stableMemory = SparseStableMemory(snapshot.stablePieces, pageCount: snapshot.record.stablePageCount)
        if let module = snapshot.module, let heap = snapshot.heap {
            do throws(Trap) {
                let clone = try clones.take(module, heap, of: id)
                lent.append((clone, id))
                canister.module = module
                canister.guest = clone.guest
            } catch {
                throw Reject(error, in: id)
            }
        }
        return canister
    }

    /// Gives the clones back. What queries changed in them has to be undone.
    func giveBack() {
        for (clone, id) in lent { clones.giveBack(clone, of: id) }
        lent = []
    }
}
