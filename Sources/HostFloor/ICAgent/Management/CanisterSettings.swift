import Bytes
import Candid

/// What whoever controls a canister can set; what is `nil` stays as it is, or has its default at creation.
public struct CanisterSettings: Hashable, Sendable {
    /// Who controls it: at most 10. Whoever creates it by default.
    public var controllers: [Principal]?

    /// The share of a core that is kept for it, in percent. 0 by default.
    public var computeAllocation: Nat?

    /// The bytes that are kept for it. 0 by default: what it uses.
    public var memoryAllocation: Nat?

    /// How many seconds its cycles must last, or it freezes. 2,592,000 by default.
    public var freezingThreshold: Nat?

    /// How many cycles may be set aside for its storage.
    public var reservedCyclesLimit: Nat?

    /// Who may read its log. Whoever controls it by default.
    public var logVisibility: Visibility?

    /// How many bytes its heap may grow to in update calls. 0 by default: what the network allows.
    public var wasmMemoryLimit: Nat?

    /// How many bytes of its heap must be left, or it is told by `canister_on_low_wasm_memory`.
    public var wasmMemoryThreshold: Nat?

    /// What it finds in its environment.
    public var environmentVariables: [EnvironmentVariable]?

    /// Puts the parts together.
    public init(
        controllers: [Principal]? = nil, computeAllocation: Nat? = nil, memoryAllocation: Nat? = nil,
        freezingThreshold: Nat? = nil, reservedCyclesLimit: Nat? = nil, logVisibility: Visibility? = nil,
        wasmMemoryLimit: Nat? = nil, wasmMemoryThreshold: Nat? = nil,
        environmentVariables: [EnvironmentVariable]? = nil
    ) {
        self.controllers = controllers
        self.computeAllocation = computeAllocation
        self.memoryAllocation = memoryAllocation
        self.freezingThreshold = freezingThreshold
        self.reservedCyclesLimit = reservedCyclesLimit
        self.logVisibility = logVisibility
        self.wasmMemoryLimit = wasmMemoryLimit
        self.wasmMemoryThreshold = wasmMemoryThreshold
        self.environmentVariables = environmentVariables
    }
}

extension CanisterSettings: CandidEncodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(238_856_128, Nat?.self)  // freezing_threshold
            table.field(241_629_288, Nat?.self)  // wasm_memory_threshold
            table.field(356_749_323, [EnvironmentVariable]?.self)  // environment_variables
            table.field(570_880_087, [Principal]?.self)  // controllers
            table.field(1_095_112_320, Nat?.self)  // reserved_cycles_limit
            table.field(2_033_331_437, Visibility?.self)  // log_visibility
            table.field(3_380_736_376, Nat?.self)  // wasm_memory_limit
            table.field(3_844_961_758, Nat?.self)  // memory_allocation
            table.field(4_174_053_672, Nat?.self)  // compute_allocation
        }
    }

    public func encode(into writer: inout ByteWriter) {
        freezingThreshold.encode(into: &writer)
        wasmMemoryThreshold.encode(into: &writer)
        environmentVariables.encode(into: &writer)
        controllers.encode(into: &writer)
        reservedCyclesLimit.encode(into: &writer)
        logVisibility.encode(into: &writer)
        wasmMemoryLimit.encode(into: &writer)
        memoryAllocation.encode(into: &writer)
        computeAllocation.encode(into: &writer)
    }
}
