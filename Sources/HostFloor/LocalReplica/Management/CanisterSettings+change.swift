import Candid
import CanisterExecution

extension CanisterSettings {
    /// Takes over what is set in a change, or nothing.
    mutating func apply(_ change: SettingsChange) throws(Reject) {
        var new = self
        if let controllers = change.controllers { new.controllers = controllers }
        try Self.set(&new.computeAllocation, change.computeAllocation, "compute_allocation")
        try Self.set(&new.memoryAllocation, change.memoryAllocation, "memory_allocation")
        try Self.set(&new.freezingThreshold, change.freezingThreshold, "freezing_threshold")
        try Self.set(&new.wasmMemoryLimit, change.wasmMemoryLimit, "wasm_memory_limit")
        try Self.set(&new.wasmMemoryThreshold, change.wasmMemoryThreshold, "wasm_memory_threshold")
        if let limit = change.reservedCyclesLimit {
            new.reservedCyclesLimit = try limit.cycles("reserved_cycles_limit")
        }
        switch change.logVisibility {
        case .controllers: new.logVisibility = .controllers
        case .public: new.logVisibility = .everybody
        case .allowedViewers(let viewers): new.logVisibility = .viewers(viewers)
        case nil: break
        }
        if let variables = change.environmentVariables {
            new.environmentVariables = variables.map {
                EnvironmentVariable(name: $0.name.string, value: $0.value.string)
            }
        }
        do throws(CanisterSettingsError) { try new.check() } catch {
            throw Reject(.invalidManagementPayload, "The settings cannot be those of a canister: \(error)")
        }
        self = new
    }

    private static func set(_ setting: inout UInt64, _ value: Nat?, _ name: String) throws(Reject) {
        guard let value else { return }
        guard let number = value.uint64 else {
            throw Reject(
                .invalidManagementPayload, "\(name) is greater than any number that it can be: \(value.decimal)")
        }
        setting = number
    }
}

extension SettingsReport {
    /// What is told of a canister's settings. What this replica does not have is told as it is on the network where
    /// nobody set it.
    init(_ settings: CanisterSettings) {
        let logVisibility: Visibility
        switch settings.logVisibility {
        case .controllers: logVisibility = .controllers
        case .everybody: logVisibility = .public
        case .viewers(let viewers): logVisibility = .allowedViewers(viewers)
        }
        self.init(
            freezingThreshold: Nat(settings.freezingThreshold), wasmMemoryThreshold: Nat(settings.wasmMemoryThreshold),
            environmentVariables: settings.environmentVariables.map {
                VariableSetting(value: Text($0.value), name: Text($0.name))
            },
            controllers: settings.controllers, minimumIncomingCanisterCallCycles: Nat(0),
            reservedCyclesLimit: Nat(cycles: settings.reservedCyclesLimit), logVisibility: logVisibility,
            snapshotVisibility: .controllers, wasmMemoryLimit: Nat(settings.wasmMemoryLimit),
            statusVisibility: .controllers, memoryAllocation: Nat(settings.memoryAllocation),
            computeAllocation: Nat(settings.computeAllocation))
    }
}
