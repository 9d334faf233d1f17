import Bytes
import Candid

// The arguments of the methods for snapshots.

/// What `take_canister_snapshot` is given.
struct TakeSnapshotArguments: Hashable, Sendable {
    /// The canister.
    var canister: Principal

    /// The snapshot that goes when the new one is there.
    var replaced: [UInt8]?
}

extension TakeSnapshotArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(435_757_295, [UInt8]?.self)  // replace_snapshot
            table.field(1_313_628_723, Principal.self)  // canister_id
        }
    }

    func encode(into writer: inout ByteWriter) {
        replaced.encode(into: &writer)
        canister.encode(into: &writer)
    }
}

/// Which snapshot: to load it into a canister, or to delete it.
struct SnapshotArguments: Hashable, Sendable {
    /// The canister.
    var canister: Principal

    /// The snapshot's id.
    var snapshot: [UInt8]
}

extension SnapshotArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1_313_628_723, Principal.self)  // canister_id
            table.field(4_045_790_262, [UInt8].self)  // snapshot_id
        }
    }

    func encode(into writer: inout ByteWriter) {
        canister.encode(into: &writer)
        snapshot.encode(into: &writer)
    }
}
