import Candid

/// The management canister, `aaaaa-aa`, as one who controls canisters uses it (Interface Specification, "The IC
/// management canister").
public struct Management: Sendable {
    /// In whose name, and where.
    public let agent: Agent

    /// Makes it.
    public init(_ agent: Agent) { self.agent = agent }

    /// The most bytes of a module that are sent at once: what the network takes as a request's argument, less what
    /// stands beside the module.
    public static let maximumModuleSize = (2 << 20) - 4_096

    /// Creates a canister with cycles from nowhere: on networks for development alone.
    ///
    /// - Parameters:
    ///   - cycles: those that it is to have; the network decides where nothing is said.
    ///   - id: the one that it is to have; the network decides where nothing is said.
    ///   - neighbour: a canister of the subnet that is to have it, where the network has several.
    /// - Returns: the new canister.
    public func provisionalCreate(
        cycles: Nat? = nil, settings: CanisterSettings? = nil, id: Principal? = nil, near neighbour: Principal? = nil
    ) async throws(ManagementError) -> Principal {
        let arguments = ProvisionalCreateArguments(amount: cycles, settings: settings, specifiedID: id)
        let reply = try await call(
            "provisional_create_canister_with_cycles", CandidEncoder.encode(arguments),
            effectiveCanister: id ?? neighbour)
        return try decode(CanisterRecord.self, reply).canister
    }

    /// Creates a canister. The network takes this from canisters, and from users that administrate a subnet.
    ///
    /// - Returns: the new canister.
    public func create(
        settings: CanisterSettings? = nil, near neighbour: Principal? = nil
    ) async throws(ManagementError) -> Principal {
        let arguments = CandidEncoder.encode(CreateArguments(settings: settings))
        let reply = try await call("create_canister", arguments, effectiveCanister: neighbour)
        return try decode(CanisterRecord.self, reply).canister
    }

    /// Puts code into a canister.
    ///
    /// - Parameters:
    ///   - module: with gzip around it or not; at most ``maximumModuleSize`` bytes. For more there is
    ///     ``installInChunks(_:in:mode:argument:)``.
    ///   - argument: what `canister_init` or `canister_post_upgrade` is given, in Candid.
    public func install(
        _ module: [UInt8], in canister: Principal, mode: InstallMode = .install,
        argument: [UInt8] = CandidEncoder.encode()
    ) async throws(ManagementError) {
        guard module.count <= Self.maximumModuleSize else {
            throw .moduleTooLarge(size: module.count, maximum: Self.maximumModuleSize)
        }
        let arguments = InstallArguments(mode: mode, canister: canister, module: module, argument: argument)
        _ = try await call("install_code", CandidEncoder.encode(arguments))
    }

    /// Takes the code out of a canister, and all that it kept.
    public func uninstall(_ canister: Principal) async throws(ManagementError) {
        try await callAbout(canister, "uninstall_code")
    }

    /// Sets what is not `nil`.
    public func updateSettings(
        of canister: Principal, _ settings: CanisterSettings
    ) async throws(ManagementError) {
        let arguments = UpdateSettingsArguments(canister: canister, settings: settings)
        _ = try await call("update_settings", CandidEncoder.encode(arguments))
    }

    /// Lets a canister take calls.
    public func start(_ canister: Principal) async throws(ManagementError) {
        try await callAbout(canister, "start_canister")
    }

    /// Lets a canister take no more calls, and waits for those that are open.
    public func stop(_ canister: Principal) async throws(ManagementError) {
        try await callAbout(canister, "stop_canister")
    }

    /// Deletes a canister that is stopped, with its cycles.
    public func delete(_ canister: Principal) async throws(ManagementError) {
        try await callAbout(canister, "delete_canister")
    }

    /// How a canister is. By a call, which the subnet as a whole answers.
    public func status(of canister: Principal) async throws(ManagementError) -> CanisterStatus {
        let reply = try await call("canister_status", CandidEncoder.encode(CanisterRecord(canister: canister)))
        return try decode(CanisterStatus.self, reply)
    }

    /// A canister's log. By a query, which one node answers: there is no other way.
    public func log(of canister: Principal) async throws(ManagementError) -> [CanisterLogRecord] {
        let reply = try await query("fetch_canister_logs", CandidEncoder.encode(CanisterRecord(canister: canister)))
        return try decode(CanisterLog.self, reply).records
    }

    /// What everybody may know of a canister, with its last changes. By a query, which one node answers.
    ///
    /// An extension of the local replica: on the Internet Computer `canister_info` is for canisters alone, and this
    /// throws what the network rejects it with.
    ///
    /// - Parameter changes: how many changes are to be told at most.
    public func info(of canister: Principal, changes: UInt64 = 20) async throws(ManagementError) -> CanisterInfo {
        let arguments = InfoArguments(canister: canister, changes: changes)
        return try decode(CanisterInfo.self, try await query("canister_info", CandidEncoder.encode(arguments)))
    }
}

extension Agent {
    /// The management canister.
    public var management: Management { Management(self) }
}

extension Management {
    private func callAbout(_ canister: Principal, _ method: String) async throws(ManagementError) {
        _ = try await call(method, CandidEncoder.encode(CanisterRecord(canister: canister)))
    }

    func call(
        _ method: String, _ argument: [UInt8], effectiveCanister: Principal? = nil
    ) async throws(ManagementError) -> [UInt8] {
        do throws(AgentError) {
            return try await agent.call(
                .managementCanister, method, argument, effectiveCanister: effectiveCanister)
        } catch {
            throw .agent(error)
        }
    }

    private func query(_ method: String, _ argument: [UInt8]) async throws(ManagementError) -> [UInt8] {
        do throws(AgentError) { return try await agent.query(.managementCanister, method, argument) } catch {
            throw .agent(error)
        }
    }

    func decode<Value: CandidDecodable>(
        _ type: Value.Type, _ reply: [UInt8]
    ) throws(ManagementError) -> Value {
        do throws(CandidError) {
            let decoder = try CandidDecoder(reply)
            let value = try decoder.argument(type)
            try decoder.finish()
            return value
        } catch {
            throw .reply(error)
        }
    }
}
