import Candid
import CanisterExecution

extension ManagementCanister {
    /// `take_canister_snapshot`.
    func takeSnapshot(_ call: HostCanisterCall) throws(Reject) -> [UInt8] {
        let argument = try Self.decode(SnapshotTaking.self, from: call.argument, of: .takeSnapshot)
        let id = argument.canisterId
        _ = try accessible(id, to: call.caller, for: .takeSnapshot)
        let replaced = try argument.replaceSnapshot.map { bytes throws(Reject) in try Self.snapshotID(bytes) }
        let taken = try subnet.takeSnapshot(of: id, replacing: replaced)
        if argument.uninstallCode == true {
            try subnet.uninstall(id)
            note(.codeUninstall, of: id, by: call)
        }
        return CandidEncoder.encode(report(taken))
    }

    /// `load_canister_snapshot`: of the canister itself, or of another one that the caller controls too.
    func loadSnapshot(_ call: HostCanisterCall) throws(Reject) -> [UInt8] {
        let argument = try Self.decode(SnapshotChoice.self, from: call.argument, of: .loadSnapshot)
        let id = argument.canisterId
        _ = try accessible(id, to: call.caller, for: .loadSnapshot)
        let snapshotID = try Self.snapshotID(argument.snapshotId)
        if subnet.canisters[snapshotID.canister] != nil {
            _ = try accessible(snapshotID.canister, to: call.caller, for: .loadSnapshot)
        }
        let taken = try subnet.loadSnapshot(snapshotID, into: id)
        note(
            .snapshotLoading(snapshotID, canisterVersion: taken.canisterVersion, takenAt: taken.time), of: id, by: call)
        return CandidEncoder.encode()
    }

    /// `list_canister_snapshots`.
    func listSnapshots(_ call: HostCanisterCall) throws(Reject) -> [UInt8] {
        let id = try Self.canister(in: call.argument, of: .listSnapshots)
        let canister = try accessible(id, to: call.caller, for: .listSnapshots)
        return CandidEncoder.encode(
            canister.takenSnapshots.values.sorted { $0.id.number < $1.id.number }.map(report))
    }

    /// `delete_canister_snapshot`.
    func deleteSnapshot(_ call: HostCanisterCall) throws(Reject) -> [UInt8] {
        let argument = try Self.decode(SnapshotChoice.self, from: call.argument, of: .deleteSnapshot)
        _ = try accessible(argument.canisterId, to: call.caller, for: .deleteSnapshot)
        try subnet.deleteSnapshot(try Self.snapshotID(argument.snapshotId), of: argument.canisterId)
        return CandidEncoder.encode()
    }

    private func report(_ taken: TakenSnapshot) -> SnapshotReport {
        SnapshotReport(
            id: taken.id.bytes, totalSize: taken.size(chunkSize: limits.resources.chunkSize),
            takenAtTimestamp: taken.time)
    }

    private static func snapshotID(_ bytes: [UInt8]) throws(Reject) -> SnapshotID {
        guard let id = SnapshotID(bytes) else {
            throw Reject(
                .invalidManagementPayload,
                "\(bytes.count) bytes are no id of a snapshot: expected eight and those of a canister's principal")
        }
        return id
    }
}
