import Bytes
import Candid

// The arguments and replies of the management canister's methods.

/// Which canister.
struct CanisterRecord: Hashable, Sendable {
    /// The canister.
    var canister: Principal
}

extension CanisterRecord: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1_313_628_723, Principal.self)  // canister_id
        }
    }

    func encode(into writer: inout ByteWriter) {
        canister.encode(into: &writer)
    }
}

extension CanisterRecord: CandidDecodable {
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.canister = try decoder.field(1_313_628_723, "canister_id", of: &fields)
        try decoder.end(&fields)
    }
}

/// What `create_canister` is given.
struct CreateArguments: Hashable, Sendable {
    /// What is set from the beginning.
    var settings: CanisterSettings?
}

extension CreateArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(2_336_062_691, CanisterSettings?.self)  // settings
        }
    }

    func encode(into writer: inout ByteWriter) {
        settings.encode(into: &writer)
    }
}

/// What `provisional_create_canister_with_cycles` is given.
struct ProvisionalCreateArguments: Hashable, Sendable {
    /// The cycles that it is to have.
    var amount: Nat?

    /// What is set from the beginning.
    var settings: CanisterSettings?

    /// The id that it is to have.
    var specifiedID: Principal?
}

extension ProvisionalCreateArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(2_336_062_691, CanisterSettings?.self)  // settings
            table.field(3_348_853_450, Principal?.self)  // specified_id
            table.field(3_573_748_184, Nat?.self)  // amount
        }
    }

    func encode(into writer: inout ByteWriter) {
        settings.encode(into: &writer)
        specifiedID.encode(into: &writer)
        amount.encode(into: &writer)
    }
}

/// What `update_settings` is given.
struct UpdateSettingsArguments: Hashable, Sendable {
    /// The canister.
    var canister: Principal

    /// What is to be set.
    var settings: CanisterSettings
}

extension UpdateSettingsArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1_313_628_723, Principal.self)  // canister_id
            table.field(2_336_062_691, CanisterSettings.self)  // settings
        }
    }

    func encode(into writer: inout ByteWriter) {
        canister.encode(into: &writer)
        settings.encode(into: &writer)
    }
}

/// What `install_code` is given.
struct InstallArguments: Hashable, Sendable {
    /// What becomes of the code that was there before.
    var mode: InstallMode

    /// The canister.
    var canister: Principal

    /// The module, with gzip around it or not.
    var module: [UInt8]

    /// What its entry point is given.
    var argument: [UInt8]
}

extension InstallArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(4_849_238, [UInt8].self)  // arg
            table.field(265_441_191, [UInt8].self)  // wasm_module
            table.field(1_214_305_123, InstallMode.self)  // mode
            table.field(1_313_628_723, Principal.self)  // canister_id
        }
    }

    func encode(into writer: inout ByteWriter) {
        argument.encode(into: &writer)
        module.encode(into: &writer)
        mode.encode(into: &writer)
        canister.encode(into: &writer)
    }
}
