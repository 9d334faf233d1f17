import Candid
import CanisterExecution

extension ManagementCanister {
    /// `update_settings`.
    func updateSettings(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(SettingsUpdate.self, from: call.argument, of: .updateSettings)
        let canister = try controlled(argument.canisterId, by: call.caller, for: .updateSettings)
        var settings = canister.settings
        try settings.apply(argument.settings)
        canister.settings = settings
        return .reply(CandidEncoder.encode())
    }

    /// `install_code`: install, reinstall or upgrade, of a module that may be compressed.
    func installCode(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(CodeInstallation.self, from: call.argument, of: .installCode)
        let canister = try controlled(argument.canisterId, by: call.caller, for: .installCode)
        let mode: InstallMode
        switch argument.mode {
        case .install: mode = .install
        case .reinstall: mode = .reinstall
        case .upgrade(let options):
            try checkPersistence(options?.wasmMemoryPersistence, of: canister)
            mode = .upgrade(skipPreUpgrade: options?.skipPreUpgrade ?? false)
        }
        try subnet.install(
            module: argument.wasmModule, in: argument.canisterId, mode: mode, argument: argument.arg,
            caller: call.caller)
        return .reply(CandidEncoder.encode())
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
