import Bytes
import Candid

/// What becomes of the code that was there before.
public enum InstallMode: Hashable, Sendable {
    /// There is none: the canister is empty.
    case install
    /// It is taken away with its memory, stable memory too, as if it had never been.
    case reinstall
    /// It hands over: its `canister_pre_upgrade` runs, then the new code's `canister_post_upgrade`.
    case upgrade(UpgradeOptions?)
}

extension InstallMode: CandidEncodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            table.tag(235_052_488)  // reinstall
            table.field(1_664_201_884, UpgradeOptions?.self)  // upgrade
            table.tag(2_375_734_555)  // install
        }
    }

    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .reinstall: writer.write(leb128: 0)
        case .upgrade(let payload):
            writer.write(leb128: 1)
            payload.encode(into: &writer)
        case .install: writer.write(leb128: 2)
        }
    }
}

/// How code hands over to other code.
public struct UpgradeOptions: Hashable, Sendable {
    /// Whether the old code's `canister_pre_upgrade` is left out. No by default.
    public var skipsPreUpgrade: Bool?

    /// What becomes of the heap.
    public var memoryPersistence: MemoryPersistence?

    /// Puts the parts together.
    public init(skipsPreUpgrade: Bool? = nil, memoryPersistence: MemoryPersistence? = nil) {
        self.skipsPreUpgrade = skipsPreUpgrade
        self.memoryPersistence = memoryPersistence
    }
}

extension UpgradeOptions: CandidEncodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(793_490_780, MemoryPersistence?.self)  // wasm_memory_persistence
            table.field(1_539_756_096, Bool?.self)  // skip_pre_upgrade
        }
    }

    public func encode(into writer: inout ByteWriter) {
        memoryPersistence.encode(into: &writer)
        skipsPreUpgrade.encode(into: &writer)
    }
}

/// What becomes of the heap at an upgrade.
public enum MemoryPersistence: Hashable, Sendable {
    /// It stays.
    case keep
    /// It begins anew, as ever before there was a choice.
    case replace
}

extension MemoryPersistence: CandidEncodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            table.tag(1_191_628_933)  // keep
            table.tag(2_871_543_860)  // replace
        }
    }

    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .keep: writer.write(leb128: 0)
        case .replace: writer.write(leb128: 1)
        }
    }
}
