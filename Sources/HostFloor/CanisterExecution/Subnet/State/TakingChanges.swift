import Candid

extension Subnet {
    /// What changed of the state since this was last called, or since the subnet was restored; the first time all of
    /// it. The cost grows with what changed.
    ///
    /// To be called between messages. Kept are canisters with heaps and stable memories, open messages, queues, results
    /// that were not taken, time and counters: all that decides about what happens next. Not kept are the
    /// configuration, ``executions``, and what the host does: host canisters and other closures.
    ///
    /// - Throws: ``StateError/guestIsNotData(_:)``; what changed is then still there to be taken.
    public func takeChanges() throws(StateError) -> StateChanges {
        try checkThatAllIsData(isFirst: !tracker.isOn)
        synchronise()
        let isWhole = !tracker.isOn
        let (changed, removedGroups) = tracker.take()
        var changes = StateChanges()
        changes.isWhole = isWhole
        changes.removedGroups = removedGroups.sorted { $0.prefix.lexicographicallyPrecedes($1.prefix) }
        let keys = isWhole ? allKeys : Array(changed.union([.subnet]))
        let ordered = keys.map { ($0, $0.bytes) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }
        for (key, _) in ordered {
            if let value = value(of: key) {
                changes.records.append(StateRecord(key: key, value: value))
            } else if !isWhole {
                changes.removedKeys.append(key)
            }
        }
        return changes
    }

    /// - Parameter isFirst: whether nobody has looked at all canisters before.
    func checkThatAllIsData(isFirst: Bool) throws(StateError) {
        let candidates = isFirst ? Set(canisters.keys) : tracker.touched
        if let id = candidates.first(where: { canisters[$0]?.isData == false }) { throw .guestIsNotData(id) }
    }

    /// Takes what changed in the canisters that were touched.
    func synchronise() {
        let (touched, deleted) = tracker.takeCanisters()
        for id in deleted { forget(id) }
        for id in touched { canisters[id]?.synchronise() }
        snapshots?.stale.formUnion(touched)
        snapshots?.stale.formUnion(deleted)
    }

    /// Tells the tracker that all of a canister is gone.
    private func forget(_ id: Principal) {
        for key: StateKey in [.canister(id), .module(id), .heap(id)] { tracker.changed(key) }
        for group in StateGroup.all(of: id) { tracker.removed(group) }
    }

    private var allKeys: [StateKey] {
        var keys: [StateKey] = [.subnet]
        for (id, canister) in canisters {
            keys += [.canister(id), .module(id), .heap(id)]
            keys += canister.callContexts.keys.map { .callContext(id, $0) }
            keys += canister.callbacks.keys.map { .callback(id, $0) }
            keys += canister.log.indices.map { .logLine(id, $0) }
            canister.synchronised.heap?.blocks.forEach { number, _ in keys.append(.heapPage(id, number)) }
            canister.stableMemory.committed.forEach { number, _ in keys.append(.stablePage(id, number)) }
            keys += canister.chunkStore.chunks.keys.map { .chunk(id, $0) }
            keys += canister.history.numbers.map { .change(id, $0) }
            keys += canister.takenSnapshots.values.flatMap(\.keys)
        }
        keys += requests.numbers.map { .request($0) }
        keys += responses.numbers.map { .response($0) }
        keys += unanswered.keys.map { .unanswered($0) }
        keys += results.keys.map { .result($0) }
        return keys
    }

    /// What stands under a key now; `nil` where nothing does.
    private func value(of key: StateKey) -> [UInt8]? {
        switch key {
        case .subnet: record.bytes
        case .canister(let id): canisters[id]?.record.bytes
        case .module(let id): canisters[id]?.module?.record
        case .callContext(let id, let number): canisters[id]?.callContexts[number]?.record
        case .callback(let id, let number): canisters[id]?.callbacks[number]?.record
        case .logLine(let id, let index): canisters[id]?.log[index]?.record
        case .heap(let id): canisters[id]?.synchronised.heap?.record
        case .heapPage(let id, let number): canisters[id]?.synchronised.heap?.blocks[number]
        case .stablePage(let id, let number): canisters[id]?.stableMemory.committed[number]
        case .chunk(let id, let number): canisters[id]?.chunkStore.chunks[number]
        case .change(let id, let number): canisters[id]?.history[number]?.record
        case .snapshot(let id, let number), .snapshotModule(let id, let number),
            .snapshotHeapPage(let id, let number, _), .snapshotStablePage(let id, let number, _),
            .snapshotChunk(let id, let number, _):
            canisters[id]?.takenSnapshots[number]?.value(of: key)
        case .request(let number): requests[number]?.record
        case .response(let number): responses[number]?.record
        case .unanswered(let call): unanswered[call]?.record
        case .result(let call): results[call]?.record
        }
    }
}
