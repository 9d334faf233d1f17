import Candid
import CanisterExecution

extension ManagementCanister {
    /// `update_settings`.
    func updateSettings(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(SettingsUpdate.self, from: call.argument, of: .updateSettings)
        let canister = try accessible(argument.canisterId, to: call.caller, for: .updateSettings)
        var settings = canister.settings
        try settings.apply(argument.settings)
        canister.settings = settings
        if argument.settings.controllers != nil {
            note(.controllersChange(settings.controllers), of: argument.canisterId, by: call)
        }
        return .reply(CandidEncoder.encode())
    }

    /// `install_code`: install, reinstall or upgrade, of a module that may be compressed.
    func installCode(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(CodeInstallation.self, from: call.argument, of: .installCode)
        let canister = try accessible(argument.canisterId, to: call.caller, for: .installCode)
        try install(argument.wasmModule, in: canister, argument.mode, argument.arg, for: call)
        return .reply(CandidEncoder.encode())
    }

    /// `install_chunked_code`: the same, of a module whose chunks a canister keeps.
    func installChunkedCode(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(ChunkedInstallation.self, from: call.argument, of: .installChunkedCode)
        let canister = try accessible(argument.targetCanister, to: call.caller, for: .installChunkedCode)
        let store = argument.storeCanister ?? argument.targetCanister
        // Whoever may store chunks there may install them.
        _ = try accessible(store, to: call.caller, for: .storedChunks)
        let module = try subnet.module(
            ofChunks: argument.chunkHashesList.map(\.hash_), of: store, hash: argument.wasmModuleHash)
        try install(module, in: canister, argument.mode, argument.arg, for: call)
        return .reply(CandidEncoder.encode())
    }

    /// `upload_chunk`, `clear_chunk_store`, `stored_chunks`.
    func useChunkStore(_ method: ManagementMethod, _ call: HostCanisterCall) throws(Reject) -> [UInt8] {
        let id = try Self.canister(in: call.argument, of: method)
        let canister = try accessible(id, to: call.caller, for: method)
        switch method {
        case .uploadChunk:
            let chunk = try Self.decode(ChunkUpload.self, from: call.argument, of: method).chunk
            return CandidEncoder.encode(ChunkHash(hash_: try subnet.storeChunk(chunk, of: id)))
        case .storedChunks: return CandidEncoder.encode(canister.chunkStore.hashes.map { ChunkHash(hash_: $0) })
        default:
            try subnet.clearChunks(of: id)
            return CandidEncoder.encode()
        }
    }

    private func install(
        _ module: [UInt8], in canister: HostedCanister, _ chosen: CodeInstallationMode, _ argument: [UInt8],
        for call: HostCanisterCall
    ) throws(Reject) {
        let mode: InstallMode
        let deployment: CanisterChange.Deployment
        switch chosen {
        case .install: (mode, deployment) = (.install, .install)
        case .reinstall: (mode, deployment) = (.reinstall, .reinstall)
        case .upgrade(let options):
            try checkPersistence(options?.wasmMemoryPersistence, of: canister)
            (mode, deployment) = (.upgrade(skipPreUpgrade: options?.skipPreUpgrade ?? false), .upgrade)
        }
        try subnet.install(module: module, in: canister.id, mode: mode, argument: argument, caller: call.caller)
        note(.codeDeployment(deployment, moduleHash: canister.module?.hash ?? []), of: canister.id, by: call)
    }

    /// A module that relies on its heap surviving upgrades must not lose it unnoticed.
    private func checkPersistence(
        _ persistence: WasmMemoryPersistence?, of canister: HostedCanister
    ) throws(Reject) {
        let section = "enhanced-orthogonal-persistence"
        switch persistence {
        case .keep:
            throw Reject(
                .canisterContractViolation,
                "The upgrade option wasm_memory_persistence = keep is not supported here: the heap of a canister is "
                    + "always replaced by an upgrade. Use 'replace' to accept that, and stable memory for what has to "
                    + "survive")
        case nil where canister.module?.metadata(named: section) != nil:
            throw Reject(
                .canisterContractViolation,
                "Missing upgrade option: Enhanced orthogonal persistence requires the `wasm_memory_persistence` upgrade "
                    + "option; here it can be 'replace'")
        case .replace, nil: return
        }
    }
}
