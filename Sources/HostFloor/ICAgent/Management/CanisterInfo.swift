import Bytes
import Candid

/// What is told of a canister to everybody.
public struct CanisterInfo: Hashable, Sendable {
    /// How many changes of it there ever were.
    public var changeCount: UInt64

    /// The last of them, the oldest first.
    public var changes: [CanisterChange]

    /// The hash of its code; `nil` where it has none.
    public var moduleHash: [UInt8]?

    /// Who controls it.
    public var controllers: [Principal]
}

extension CanisterInfo: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.controllers = try decoder.field(570_880_087, "controllers", of: &fields)
        self.moduleHash = try decoder.field(2_928_387_969, "module_hash", of: &fields)
        self.changes = try decoder.field(3_067_116_063, "recent_changes", of: &fields)
        self.changeCount = try decoder.field(3_862_312_591, "total_num_changes", of: &fields)
        try decoder.end(&fields)
    }
}

/// A change of a canister.
public struct CanisterChange: Hashable, Sendable {
    /// When it was made, in nanoseconds since 1970.
    public var time: UInt64

    /// The canister's version after it.
    public var version: UInt64

    /// The user or canister that made it.
    public var origin: Principal

    /// What it was.
    public var kind: Kind

    /// What a change can be.
    public enum Kind: Hashable, Sendable {
        case creation
        case codeUninstall
        case codeDeployment
        case snapshotLoading
        case controllersChange
        /// One that later versions of the network have.
        case other
    }
}

extension CanisterChange: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.time = try decoder.field(268_680_022, "timestamp_nanos", of: &fields)
        self.version = try decoder.field(783_802_816, "canister_version", of: &fields)
        let origin: Origin = try decoder.field(1_258_363_366, "origin", of: &fields)
        self.origin = origin.principal
        self.kind = try decoder.field(2_874_596_546, "details", of: &fields)
        try decoder.end(&fields)
    }
}

extension CanisterChange.Kind: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case 737_642_527: self = .creation
        case 4_081_328_912: self = .codeUninstall
        case 1_168_034_903: self = .codeDeployment
        case 1_239_220_413: self = .snapshotLoading
        case 2_881_846_168: self = .controllersChange
        default: self = .other
        }
        try decoder.skip(tag.type)
    }
}

/// Who made a change: `from_user` or `from_canister`.
private struct Origin: CandidDecodable {
    var principal: Principal

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        var fields = try decoder.record(tag.type)
        switch tag.id {
        case 572_139_648: principal = try decoder.field(1_869_947_023, "user_id", of: &fields)
        case 3_061_905_116: principal = try decoder.field(1_313_628_723, "canister_id", of: &fields)
        default: throw decoder.unexpectedTag(tag.id)
        }
        try decoder.end(&fields)
    }
}

/// What `canister_info` is given.
struct InfoArguments: Hashable, Sendable {
    /// The canister.
    var canister: Principal

    /// How many changes are to be told at most.
    var changes: UInt64?
}

extension InfoArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1_313_628_723, Principal.self)  // canister_id
            table.field(2_098_503_289, UInt64?.self)  // num_requested_changes
        }
    }

    func encode(into writer: inout ByteWriter) {
        canister.encode(into: &writer)
        changes.encode(into: &writer)
    }
}
