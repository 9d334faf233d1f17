import LocalReplica

/// The instances of a server. Their numbers count from 0 and are never used again.
actor InstanceRegistry {
    private let configuration: PocketICConfiguration
    private let blobs: BlobStore
    /// By their numbers.
    private var instances: [Int: Instance] = [:]
    /// How many there ever were, those included that are being made.
    private var count = 0
    /// Those that are being made.
    private var pending = 0

    init(_ configuration: PocketICConfiguration, blobs: BlobStore) {
        self.configuration = configuration
        self.blobs = blobs
    }

    /// How each instance that there ever was is.
    var states: [String] { (0..<count).map { instances[$0] == nil ? "Deleted" : "Available" } }

    /// Makes an instance.
    func create(_ description: InstanceDescription) async throws(PocketICRefusal) -> Instance {
        let kind = try description.checkedKind()
        let limits = configuration.limits
        guard instances.count + pending < limits.instances else {
            throw PocketICRefusal(
                status: 429,
                message: "There are \(limits.instances) instances, which is the most: delete one first.")
        }
        guard count < limits.instancesEver else {
            throw PocketICRefusal(
                status: 429,
                message: "There were \(limits.instancesEver) instances, which is the most: start another server.")
        }
        let id = count
        count += 1
        pending += 1
        defer { pending -= 1 }
        let instance = try await start(id, kind, from: description.initialTime)
        instances[id] = instance
        return instance
    }

    /// An instance that was not deleted.
    func instance(_ id: Int) throws(PocketICRefusal) -> Instance {
        guard let instance = instances[id] else {
            throw .notFound(
                id < count && id >= 0
                    ? "The instance \(id) was deleted." : "There is no instance \(id); there were \(count) so far.")
        }
        return instance
    }

    /// Ends an instance.
    func delete(_ id: Int) async throws(PocketICRefusal) {
        let instance = try instance(id)
        instances[id] = nil
        await instance.stop()
    }

    /// Ends all.
    func deleteAll() async {
        let all = instances.values
        instances = [:]
        for instance in all { await instance.stop() }
    }

    private func start(
        _ id: Int, _ kind: SubnetKind, from initialTime: InstanceDescription.InitialTime?
    ) async throws(PocketICRefusal) -> Instance {
        var start = Instance.genesis
        if case .timestamp(let time) = initialTime { start = time.nanosSinceEpoch }
        var replicaConfiguration = ReplicaConfiguration()
        replicaConfiguration.port = nil
        replicaConfiguration.time = .told(from: start, executesAtOnce: false)
        replicaConfiguration.firstCanisterIndex = Instance.firstCanisterIndex
        replicaConfiguration.log = configuration.log
        let replica: LocalReplica
        do throws(ReplicaError) { replica = try await LocalReplica(replicaConfiguration) } catch {
            throw PocketICRefusal(error)
        }
        let instance = Instance(
            id: id, kind: kind, replica: replica, replicaLimits: replicaConfiguration.limits,
            limits: configuration.limits, blobs: blobs)
        if case .autoProgress(let setting) = initialTime {
            try await instance.progress.start(delay: setting.artificialDelayMs)
        }
        return instance
    }
}
