import Candid

/// The records of one canister, read.
struct CanisterParts {
    private var record: CanisterRecord?
    private var module: InstalledModule?
    private var heap: HeapImage?
    private var heapPages = PageTree()
    private var stablePages = PageTree()
    private var logLines: [CanisterLog.Record] = []
    private var chunks: [UInt64: [UInt8]] = [:]
    private var changes: [UInt64: CanisterChange] = [:]
    private var snapshots: [UInt64: TakenSnapshotParts] = [:]
    /// Read when the canister is there.
    private var callContexts: [UInt64: StateRecord] = [:]
    private var callbacks: [UInt64: StateRecord] = [:]

    mutating func read(_ record: StateRecord) throws(StateError) {
        switch record.key {
        case .canister: self.record = try CanisterRecord(record)
        case .module: module = try InstalledModule(record)
        case .heap: heap = try HeapImage(record)
        case .heapPage(_, let number):
            try heapPages.read(record, number, size: GuestCheckpoint.blockSize)
        case .stablePage(_, let number):
            try stablePages.read(record, number, size: UInt64(SparseStableMemory.pieceSize))
        case .logLine(_, let index): logLines.append(try CanisterLog.Record(record, index: index))
        case .callContext(_, let number): callContexts[number] = record
        case .callback(_, let number): callbacks[number] = record
        case .chunk(_, let number): chunks[number] = record.value
        case .change(_, let number): changes[number] = try CanisterChange(record)
        case .snapshot(_, let number), .snapshotModule(_, let number), .snapshotHeapPage(_, let number, _),
            .snapshotStablePage(_, let number, _), .snapshotChunk(_, let number, _):
            try snapshots[number, default: TakenSnapshotParts()].read(record)
        case .subnet, .request, .response, .unanswered, .result: break
        }
    }

    func canister(_ id: Principal, on subnet: Subnet) throws(StateError) -> HostedCanister {
        guard let record else { throw .missing(.canister(id)) }
        let canister = HostedCanister(
            id: id, record, log: try log(id, record, capacity: subnet.configuration.limits.log),
            tracker: subnet.tracker)
        try restoreStableMemory(of: canister, record)
        canister.chunkStore = ChunkStore(chunks)
        canister.history = try history(id)
        for (number, parts) in snapshots {
            canister.takenSnapshots[number] = try parts.snapshot(SnapshotID(canister: id, number: number))
        }
        if record.hasCode { try restoreCode(of: canister, subnet.guests) }
        var contexts: [UInt64: CallContext] = [:]
        for (number, record) in callContexts {
            contexts[number] = try CallContext(record, number: number, of: canister)
        }
        var restoredCallbacks: [UInt64: Callback] = [:]
        for (number, record) in callbacks {
            restoredCallbacks[number] = try Callback(record, contexts: contexts)
        }
        canister.restore(contexts, restoredCallbacks)
        return canister
    }

    private func log(
        _ id: Principal, _ record: CanisterRecord, capacity: Int
    ) throws(StateError) -> CanisterLog {
        let lines = logLines.sorted { $0.index < $1.index }
        let count = UInt64(lines.count)
        for (offset, line) in lines.enumerated() {
            guard count <= record.nextLogIndex, line.index == record.nextLogIndex - count + UInt64(offset) else {
                throw .damaged(.logLine(id, line.index), reason: "the lines beside it are missing")
            }
        }
        return CanisterLog(capacity: capacity, records: lines, nextIndex: record.nextLogIndex)
    }

    private func history(_ id: Principal) throws(StateError) -> CanisterHistory {
        let numbers = changes.keys.sorted()
        for (number, next) in zip(numbers, numbers.dropFirst()) where next != number + 1 {
            throw .damaged(.change(id, next), reason: "the changes before it are missing")
        }
        return CanisterHistory(numbers.compactMap { changes[$0] }, total: numbers.last.map { $0 + 1 } ?? 0)
    }

    private func restoreStableMemory(of canister: HostedCanister, _ record: CanisterRecord) throws(StateError) {
        canister.stableMemory = SparseStableMemory(stablePages, pageCount: record.stablePageCount)
        canister.synchronised.stableMemory = canister.stableMemory
    }

    private func restoreCode(of canister: HostedCanister, _ guests: (any GuestFactory)?) throws(StateError) {
        let id = canister.id
        guard let module else { throw .missing(.module(id)) }
        guard var heap else { throw .missing(.heap(id)) }
        guard let guests else { throw .noGuestFactory(id) }
        heapPages.forEach { number, page in heap.setBlock(number, to: page) }
        do throws(Trap) {
            guard let guest = try guests.makeGuest(of: module.bytes) as? any RestorableGuest else {
                throw Trap(.invalidModule, "the engine makes guests whose heap cannot be set")
            }
            try guest.restore(heap.checkpoint)
            canister.guest = guest
        } catch {
            throw .guestRefused(id, error)
        }
        canister.module = module
        canister.synchronised.heap = heap
    }
}
