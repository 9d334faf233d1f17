import Candid

extension Subnet {
    /// Makes a canister without code.
    ///
    /// - Parameter id: its principal; `nil` for the next free one in the order of the network's own numbers.
    /// - Throws: a reject when the principal is taken.
    @discardableResult
    public func createCanister(
        _ id: Principal? = nil, controllers: [Principal], cycles: UInt128 = 100_000_000_000_000
    ) throws(Reject) -> HostedCanister {
        try createCanister(id, settings: CanisterSettings(controllers: controllers), cycles: cycles)
    }

    /// Makes a canister without code.
    ///
    /// - Parameters:
    ///   - id: its principal; `nil` for the next free one in the order of the network's own numbers, which is never
    ///     given twice, also not when its canister is deleted.
    ///   - settings: see ``CanisterSettings/check(against:)``.
    /// - Throws: a reject when the principal is taken.
    @discardableResult
    public func createCanister(
        _ id: Principal? = nil, settings: CanisterSettings, cycles: UInt128 = 100_000_000_000_000
    ) throws(Reject) -> HostedCanister {
        let id = id ?? nextFreeCanisterID()
        guard canisters[id] == nil, hostCanisters[id] == nil else {
            throw Reject(.systemFatal, "Canister \(id.text) already exists")
        }
        let canister = HostedCanister(
            id: id, settings: settings, cycles: cycles, creationTime: time, logCapacity: configuration.limits.log,
            tracker: tracker)
        canisters[id] = canister
        return canister
    }

    /// Lets a closure of the host answer for a principal that nobody else has.
    ///
    /// - Parameter id: the principal; `nil` for the next free one in the order of the network's own numbers.
    /// - Returns: the principal.
    /// - Throws: a reject when the principal is taken.
    @discardableResult
    public func addHostCanister(
        _ id: Principal? = nil, _ answer: @escaping HostCanister
    ) throws(Reject) -> Principal {
        let id = id ?? nextFreeCanisterID()
        guard canisters[id] == nil, hostCanisters[id] == nil else {
            throw Reject(.systemFatal, "Canister \(id.text) already exists")
        }
        hostCanisters[id] = answer
        return id
    }

    /// Lets a closure of the host answer for a principal, instead of what answered for it before.
    public func setHostCanister(_ id: Principal, _ answer: @escaping HostCanister) {
        hostCanisters[id] = answer
    }

    /// Removes a canister's code and all its state. What it owes a response for is rejected.
    public func uninstall(_ id: Principal) throws(Reject) {
        let canister = try existingCanister(id)
        canister.guest = nil
        canister.module = nil
        canister.stableMemory = SparseStableMemory()
        replaceChunks(of: canister, by: ChunkStore())
        canister.log.removeAll()
        canister.certifiedData = []
        canister.globalTimer = 0
        canister.version += 1
        for context in canister.callContexts.values.sorted(by: { $0.id < $1.id }) {
            respond(.reject(Reject(.canisterReject, "Canister has been uninstalled.")), for: context)
            context.isDeleted = true
            settle(context, of: canister, after: nil)
        }
    }

    /// Removes a canister that is stopped.
    public func delete(_ id: Principal) throws(Reject) {
        let canister = try existingCanister(id)
        guard canister.status == .stopped else {
            throw Reject(.canisterNotStopped, "Canister \(id.text) is not stopped")
        }
        canisters[id] = nil
        storedChunkBytes -= canister.chunkStore.byteCount
        tracker.deleted(id)
    }

    private func nextFreeCanisterID() -> Principal {
        while true {
            let id = Principal(canisterIndex: nextCanisterIndex)
            nextCanisterIndex &+= 1
            if canisters[id] == nil, hostCanisters[id] == nil { return id }
        }
    }
}

extension Principal {
    /// The principal that the network gives to the canister with a number: the number in eight bytes, then 1, 1.
    public init(canisterIndex: UInt64) {
        let bytes = Swift.withUnsafeBytes(of: canisterIndex.bigEndian) { [UInt8]($0) } + [1, 1]
        self = bytes.withUnsafeBytes { Principal(exactly: $0) } ?? .managementCanister
    }
}
