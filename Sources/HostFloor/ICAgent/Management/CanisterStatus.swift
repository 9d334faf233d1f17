import Candid

/// How a canister is, as whoever controls it may see.
public struct CanisterStatus: Hashable, Sendable {
    /// Whether it runs.
    public var state: RunState

    /// What is set.
    public var settings: CanisterStatusSettings

    /// The hash of its module as it was submitted; `nil` if it is empty.
    public var moduleHash: [UInt8]?

    /// Bytes of all that is kept for it.
    public var memorySize: Nat

    /// What it has to pay with.
    public var cycles: Nat

    /// Cycles that are set aside for its storage; `nil` from networks that do not tell.
    public var reservedCycles: Nat?

    /// What it costs while it does nothing.
    public var idleCyclesBurnedPerDay: Nat

    /// Puts the parts together.
    public init(
        state: RunState, settings: CanisterStatusSettings, moduleHash: [UInt8]? = nil, memorySize: Nat, cycles: Nat,
        reservedCycles: Nat? = nil, idleCyclesBurnedPerDay: Nat
    ) {
        self.state = state
        self.settings = settings
        self.moduleHash = moduleHash
        self.memorySize = memorySize
        self.cycles = cycles
        self.reservedCycles = reservedCycles
        self.idleCyclesBurnedPerDay = idleCyclesBurnedPerDay
    }
}

extension CanisterStatus: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.state = try decoder.field(100_394_802, "status", of: &fields)
        self.memorySize = try decoder.field(1_054_895_615, "memory_size", of: &fields)
        self.cycles = try decoder.field(2_190_693_645, "cycles", of: &fields)
        self.settings = try decoder.field(2_336_062_691, "settings", of: &fields)
        self.idleCyclesBurnedPerDay = try decoder.field(2_733_945_392, "idle_cycles_burned_per_day", of: &fields)
        self.moduleHash = try decoder.field(2_928_387_969, "module_hash", of: &fields)
        self.reservedCycles = try decoder.field(4_090_107_140, "reserved_cycles", of: &fields)
        try decoder.end(&fields)
    }
}

/// Whether a canister runs.
public enum RunState: Hashable, Sendable {
    /// It takes calls.
    case running
    /// It takes none any more, and waits for answers to its own.
    case stopping
    /// It takes none, and nothing is open.
    case stopped
}

extension RunState: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case 1_130_484_237:
            _ = try Null(from: decoder, as: tag.type)
            self = .stopped
        case 2_990_082_932:
            _ = try Null(from: decoder, as: tag.type)
            self = .stopping
        case 3_949_555_199:
            _ = try Null(from: decoder, as: tag.type)
            self = .running
        default: throw decoder.unexpectedTag(tag.id)
        }
    }
}
