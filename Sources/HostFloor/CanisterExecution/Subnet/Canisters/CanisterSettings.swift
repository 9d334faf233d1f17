import Candid

/// What the controllers of a canister decide about it (interface specification, "IC method `update_settings`").
///
/// All of it is kept and shown. Of the limits, this module enforces ``wasmMemoryLimit`` alone: nothing is paid for
/// here, so no canister freezes.
public struct CanisterSettings: Hashable, Sendable {
    /// Who may change the canister: at most ``ResourceLimits/controllers``.
    public var controllers: [Principal]
    /// Percent of a processor's time that is reserved, 0 to 100.
    public var computeAllocation: UInt64 = 0
    /// Bytes that are reserved, at most 2^48; 0 for none.
    public var memoryAllocation: UInt64 = 0
    /// Seconds that the balance has to last for.
    public var freezingThreshold: UInt64 = 2_592_000
    /// Cycles that may be set aside for memory.
    public var reservedCyclesLimit: UInt128 = 5_000_000_000_000
    /// Bytes that the heap may not exceed at the end of an update method, an install or an upgrade, at most 2^48; 0 for
    /// no limit but the engine's.
    public var wasmMemoryLimit: UInt64 = 3 << 30
    /// Bytes below that limit at which `canister_on_low_wasm_memory` is due.
    public var wasmMemoryThreshold: UInt64 = 0
    /// Who may read the log.
    public var logVisibility: LogVisibility = .controllers
    /// In the order of the bytes of their names, whatever order they are given in.
    public var environmentVariables: [EnvironmentVariable] {
        didSet { environmentVariables.sort(by: Self.nameComesFirst) }
    }

    /// The settings of a new canister on the network.
    public init(controllers: [Principal], environmentVariables: [EnvironmentVariable] = []) {
        self.controllers = controllers
        self.environmentVariables = environmentVariables.sorted(by: Self.nameComesFirst)
    }

    private static func nameComesFirst(_ one: EnvironmentVariable, _ other: EnvironmentVariable) -> Bool {
        one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }
}

/// Who may read a canister's log.
public enum LogVisibility: Hashable, Sendable {
    /// Its controllers.
    case controllers
    /// Everybody.
    case everybody
    /// Its controllers and these: at most ``ResourceLimits/logViewers``.
    case viewers([Principal])
}
