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
        let id = id ?? nextFreeCanisterID()
        guard canisters[id] == nil, hostCanisters[id] == nil else {
            throw Reject(.systemFatal, "Canister \(id.text) already exists")
        }
        let canister = HostedCanister(
            id: id, controllers: controllers, cycles: cycles, logCapacity: configuration.limits.log)
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

    /// Lets a canister take calls again.
    public func start(_ id: Principal) throws(Reject) {
        let canister = try existingCanister(id)
        canister.status = .running
        canister.version += 1
    }

    /// Lets a canister take no more calls. It is ``CanisterStatus/stopping`` until the responses to its own calls came,
    /// and ``CanisterStatus/stopped`` then, which may be at once.
    public func stop(_ id: Principal) throws(Reject) {
        let canister = try existingCanister(id)
        guard canister.status == .running else { return }
        canister.status = .stopping
        if canister.callContexts.isEmpty { finishStopping(canister) }
    }

    func finishStopping(_ canister: HostedCanister) {
        canister.status = .stopped
        canister.version += 1
    }

    /// Removes a canister's code and all its state. What it owes a response for is rejected.
    public func uninstall(_ id: Principal) throws(Reject) {
        let canister = try existingCanister(id)
        canister.guest = nil
        canister.stableMemory = SparseStableMemory()
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
    }

    private func nextFreeCanisterID() -> Principal {
        var index: UInt64 = 0
        while true {
            let id = Principal(canisterIndex: index)
            if canisters[id] == nil, hostCanisters[id] == nil { return id }
            index += 1
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
