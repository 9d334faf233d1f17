import Candid

extension Subnet {
    /// Takes a snapshot of a canister. To be called between messages, or by a ``HostCanister``.
    ///
    /// - Parameter replaced: a snapshot of the canister that goes when the new one is there.
    /// - Throws: a reject where the canister has no code, the replaced snapshot is not there, or
    ///   ``ResourceLimits/snapshots`` are.
    @discardableResult
    public func takeSnapshot(
        of id: Principal, replacing replaced: SnapshotID? = nil
    ) throws(Reject) -> TakenSnapshot {
        let canister = try existingCanister(id)
        if let replaced { _ = try snapshot(replaced, of: canister) }
        let limit = configuration.limits.snapshots
        guard canister.takenSnapshots.count - (replaced == nil ? 0 : 1) < limit else {
            throw Reject(
                .invalidManagementPayload,
                "Canister \(id.text) has reached the maximum number of snapshots allowed: \(limit). Name one that is "
                    + "to be replaced, or delete one.")
        }
        guard canister.guest != nil else {
            throw Reject(
                .canisterWasmModuleNotFound,
                "Canister \(id.text) contains no Wasm module: there is nothing to take a snapshot of.")
        }
        canister.synchronise()
        guard let module = canister.module, let heap = canister.synchronised.heap else {
            throw Reject(.systemFatal, "The engine of canister \(id.text) cannot take its heap out")
        }
        let taken = TakenSnapshot(
            id: SnapshotID(canister: id, number: canister.nextNumber()), time: time, canisterVersion: canister.version,
            certifiedData: canister.certifiedData, globalTimer: canister.globalTimer, module: module, heap: heap,
            stablePieces: canister.stableMemory.committed, stablePageCount: canister.stableMemory.committedPageCount,
            chunkStore: canister.chunkStore)
        canister.takenSnapshots[taken.id.number] = taken
        for key in taken.keys { tracker.created(key) }
        if let replaced { try deleteSnapshot(replaced, of: id) }
        return taken
    }

    /// Makes a canister what a snapshot has, its own or another canister's. Its timer stays as it is.
    ///
    /// - Throws: a reject where there is no such snapshot, the engine does not take it, or its chunks would be more than
    ///   ``ResourceLimits/storedChunkBytes`` with all others; nothing is changed then.
    @discardableResult
    public func loadSnapshot(_ snapshotID: SnapshotID, into id: Principal) throws(Reject) -> TakenSnapshot {
        let canister = try existingCanister(id)
        guard let source = canisters[snapshotID.canister] else { throw Self.notFound(snapshotID, of: id) }
        let taken = try snapshot(snapshotID, of: source)
        try checkRoomForChunks(taken.chunkStore.byteCount - canister.chunkStore.byteCount)
        let guest: any RestorableGuest
        do throws(Trap) {
            guard let made = try guests?.makeGuest(of: taken.module.bytes) as? any RestorableGuest else {
                throw Trap(.invalidModule, "the subnet has no engine whose guests can be set to a snapshot")
            }
            guest = made
            try guest.restore(taken.heap.checkpoint)
        } catch {
            throw Reject(error, in: id)
        }
        canister.guest = guest
        canister.module = taken.module
        canister.replaceHeap(by: taken.heap)
        canister.stableMemory = SparseStableMemory(taken.stablePieces, pageCount: taken.stablePageCount)
        replaceChunks(of: canister, by: taken.chunkStore)
        canister.certifiedData = taken.certifiedData
        canister.version += 1
        return taken
    }

    /// Drops a snapshot of a canister.
    ///
    /// - Throws: a reject where it has no such snapshot.
    public func deleteSnapshot(_ snapshotID: SnapshotID, of id: Principal) throws(Reject) {
        let canister = try existingCanister(id)
        let taken = try snapshot(snapshotID, of: canister)
        canister.takenSnapshots[taken.id.number] = nil
        for key in taken.keys { tracker.removed(key) }
    }

    /// A snapshot of a canister.
    public func snapshot(_ id: SnapshotID, of canister: HostedCanister) throws(Reject) -> TakenSnapshot {
        guard id.canister == canister.id, let taken = canister.takenSnapshots[id.number] else {
            throw Self.notFound(id, of: canister.id)
        }
        return taken
    }

    private static func notFound(_ id: SnapshotID, of canister: Principal) -> Reject {
        Reject(
            .snapshotNotFound,
            "Could not find the snapshot \(id.number) of canister \(id.canister.text) for canister \(canister.text)")
    }
}

extension TakenSnapshot {
    /// What its parts are kept under.
    var keys: [StateKey] {
        var keys: [StateKey] = [.snapshot(id.canister, id.number), .snapshotModule(id.canister, id.number)]
        heap.blocks.forEach { page, _ in keys.append(.snapshotHeapPage(id.canister, id.number, page)) }
        stablePieces.forEach { page, _ in keys.append(.snapshotStablePage(id.canister, id.number, page)) }
        for chunk in chunkStore.chunks.keys { keys.append(.snapshotChunk(id.canister, id.number, chunk)) }
        return keys
    }

    /// What stands under a key of its parts.
    func value(of key: StateKey) -> [UInt8]? {
        switch key {
        case .snapshot: record
        case .snapshotModule: module.record
        case .snapshotHeapPage(_, _, let page): heap.blocks[page]
        case .snapshotStablePage(_, _, let page): stablePieces[page]
        case .snapshotChunk(_, _, let chunk): chunkStore.chunks[chunk]
        default: nil
        }
    }
}
