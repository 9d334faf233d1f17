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
    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var freezingThreshold: Nat?
        var environmentVariables: [EnvironmentVariable]??
        var controllers: [Principal]?
        var reservedCyclesLimit: Nat??
        var logVisibility: Visibility??
        var wasmMemoryLimit: Nat??
        var memoryAllocation: Nat?
        var computeAllocation: Nat?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 238_856_128: freezingThreshold = try Nat(from: &decoder, as: field.type)
            case 356_749_323: environmentVariables = try [EnvironmentVariable]?(from: &decoder, as: field.type)
            case 570_880_087: controllers = try [Principal](from: &decoder, as: field.type)
            case 1_095_112_320: reservedCyclesLimit = try Nat?(from: &decoder, as: field.type)
            case 2_033_331_437: logVisibility = try Visibility?(from: &decoder, as: field.type)
            case 3_380_736_376: wasmMemoryLimit = try Nat?(from: &decoder, as: field.type)
            case 3_844_961_758: memoryAllocation = try Nat(from: &decoder, as: field.type)
            case 4_174_053_672: computeAllocation = try Nat(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.freezingThreshold = try decoder.required(freezingThreshold, 238_856_128, "freezing_threshold")
        self.environmentVariables = try decoder.required(environmentVariables, 356_749_323, "environment_variables")
        self.controllers = try decoder.required(controllers, 570_880_087, "controllers")
        self.reservedCyclesLimit = try decoder.required(reservedCyclesLimit, 1_095_112_320, "reserved_cycles_limit")
        self.logVisibility = try decoder.required(logVisibility, 2_033_331_437, "log_visibility")
        self.wasmMemoryLimit = try decoder.required(wasmMemoryLimit, 3_380_736_376, "wasm_memory_limit")
        self.memoryAllocation = try decoder.required(memoryAllocation, 3_844_961_758, "memory_allocation")
        self.computeAllocation = try decoder.required(computeAllocation, 4_174_053_672, "compute_allocation")
    }
}
