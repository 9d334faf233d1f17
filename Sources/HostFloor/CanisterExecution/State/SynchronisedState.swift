/// What of a canister's state is data already: as of the last commit that was looked at.
struct SynchronisedState {
    /// The heap; `nil` without code, and for a guest whose heap cannot be taken out.
    var heap: HeapImage?
    /// The stable memory whose pieces are known, to see when another one took its place.
    var stableMemory: SparseStableMemory?
    /// The numbers of the log lines that are known.
    var logLines: Range<UInt64> = 0..<0
}

extension HostedCanister {
    /// The guest, where its heap can be taken out and it can be made again.
    var restorableGuest: (any RestorableGuest)? { module == nil ? nil : guest as? any RestorableGuest }

    /// Whether all of it can be data.
    var isData: Bool { guest == nil || restorableGuest != nil }

    /// Takes what changed in heap, stable memory and log since the last time, and tells the tracker.
    ///
    /// Nothing must be changed that was not committed.
    func synchronise() {
        forgetTouch()
        tracker.changed(.canister(id))
        synchroniseHeap()
        synchroniseStableMemory()
        synchroniseLog()
    }

    private func synchroniseHeap() {
        guard let guest = restorableGuest else {
            if synchronised.heap != nil { dropHeap() }
            return
        }
        guard let changes = guest.takeChanges() else { return }
        if changes.isWhole, synchronised.heap != nil { dropHeap() }
        var heap = synchronised.heap ?? HeapImage(size: 0, globals: [])
        // The canister must not hold the old image while it is changed, or all the ways to the pages would be copied.
        synchronised.heap = nil
        heap.apply(changes)
        synchronised.heap = heap
        tracker.changed(.heap(id))
        for block in changes.blocks { tracker.changed(.heapPage(id, UInt64(block.index))) }
    }

    /// Takes an image as that of the guest, which was set to it.
    func replaceHeap(by heap: HeapImage) {
        dropHeap()
        synchronised.heap = heap
        heap.blocks.forEach { number, _ in tracker.changed(.heapPage(id, number)) }
    }

    private func dropHeap() {
        synchronised.heap = nil
        tracker.changed(.heap(id))
        tracker.removed(.heapPages(of: id))
    }

    private func synchroniseStableMemory() {
        if let known = synchronised.stableMemory, known !== stableMemory {
            tracker.removed(.stablePages(of: id))
        }
        if synchronised.stableMemory === stableMemory {
            for piece in stableMemory.takeChangedPieces() { tracker.changed(.stablePage(id, piece)) }
        } else {
            synchronised.stableMemory = stableMemory
            _ = stableMemory.takeChangedPieces()
            stableMemory.committed.forEach { piece, _ in tracker.changed(.stablePage(id, piece)) }
        }
    }

    private func synchroniseLog() {
        let (old, new) = (synchronised.logLines, log.indices)
        for index in old where !new.contains(index) { tracker.changed(.logLine(id, index)) }
        for index in new where !old.contains(index) { tracker.changed(.logLine(id, index)) }
        synchronised.logLines = new
    }

    /// Its record, but for what has records of its own.
    var record: CanisterRecord {
        CanisterRecord(
            creationTime: creationTime, installationTime: installationTime, status: status, version: version,
            cycles: cycles, certifiedData: certifiedData, globalTimer: globalTimer, lastNumber: lastNumber,
            nextLogIndex: log.nextIndex, stablePageCount: stableMemory.committedPageCount, hasCode: guest != nil,
            settings: settings, stopRequests: stopRequests)
    }
}
