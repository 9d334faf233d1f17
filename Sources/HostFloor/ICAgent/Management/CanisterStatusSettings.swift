import Candid

/// What is set of a canister. What a network does not tell is `nil`.
public struct CanisterStatusSettings: Hashable, Sendable {
    /// Who controls it.
    public var controllers: [Principal]

    /// The share of a core that is kept for it, in percent.
    public var computeAllocation: Nat

    /// The bytes that are kept for it; 0 where it has what it uses.
    public var memoryAllocation: Nat

    /// How many seconds its cycles must last, or it freezes.
    public var freezingThreshold: Nat

    /// How many cycles may be set aside for its storage.
    public var reservedCyclesLimit: Nat?

    /// Who may read its log.
    public var logVisibility: Visibility?

    /// How many bytes its heap may grow to in update calls; 0 for what the network allows.
    public var wasmMemoryLimit: Nat?

    /// What it finds in its environment.
    public var environmentVariables: [EnvironmentVariable]?

    /// Puts the parts together.
    public init(
        controllers: [Principal], computeAllocation: Nat, memoryAllocation: Nat, freezingThreshold: Nat,
        reservedCyclesLimit: Nat? = nil, logVisibility: Visibility? = nil, wasmMemoryLimit: Nat? = nil,
        environmentVariables: [EnvironmentVariable]? = nil
    ) {
        self.controllers = controllers
        self.computeAllocation = computeAllocation
        self.memoryAllocation = memoryAllocation
        self.freezingThreshold = freezingThreshold
        self.reservedCyclesLimit = reservedCyclesLimit
        self.logVisibility = logVisibility
        self.wasmMemoryLimit = wasmMemoryLimit
        self.environmentVariables = environmentVariables
    }
}

extension CanisterStatusSettings: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.freezingThreshold = try decoder.field(238_856_128, "freezing_threshold", of: &fields)
        self.environmentVariables = try decoder.field(356_749_323, "environment_variables", of: &fields)
        self.controllers = try decoder.field(570_880_087, "controllers", of: &fields)
        self.reservedCyclesLimit = try decoder.field(1_095_112_320, "reserved_cycles_limit", of: &fields)
        self.logVisibility = try decoder.field(2_033_331_437, "log_visibility", of: &fields)
        self.wasmMemoryLimit = try decoder.field(3_380_736_376, "wasm_memory_limit", of: &fields)
        self.memoryAllocation = try decoder.field(3_844_961_758, "memory_allocation", of: &fields)
        self.computeAllocation = try decoder.field(4_174_053_672, "compute_allocation", of: &fields)
        try decoder.end(&fields)
    }
}
