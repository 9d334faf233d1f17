import Candid
import CanisterExecution
import ICProtocol

extension ManagementCanister {
    /// The reply of `canister_info`, which everybody may have.
    func info(_ argument: [UInt8]) throws(Reject) -> [UInt8] {
        let request = try Self.decode(InfoRequest.self, from: argument, of: .canisterInfo)
        let canister = try existing(request.canisterId)
        let wanted = canister.history.changes.suffix(Int(clamping: request.numRequestedChanges ?? 0))
        return CandidEncoder.encode(
            InfoReport(
                controllers: canister.controllers, moduleHash: canister.module?.hash,
                recentChanges: wanted.map { ChangeReport($0, of: request.canisterId) },
                totalNumChanges: canister.history.total))
    }

    /// Notes in the history of a canister what a call changed.
    func note(_ details: CanisterChange.Details, of id: Principal, by call: HostCanisterCall) {
        guard subnet.canisters[call.caller] != nil else { return subnet.note(details, of: id, by: .user(call.caller)) }
        // Only canisters have a version to tell. The argument was decoded already, so what it has else is no matter.
        let version = try? CandidDecoder.decode(SenderVersion.self, from: call.argument).number
        subnet.note(details, of: id, by: .canister(call.caller, version: version))
    }
}

/// What a canister tells of itself when it changes another one: a field of many arguments.
private struct SenderVersion: CandidDecodable {
    var number: UInt64?

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        number = try decoder.field(3599109322, "sender_canister_version", of: &fields)
        try decoder.end(&fields)
    }
}

extension CanisterSettings {
    /// What the history of a canister tells of its first environment variables: the hash of a map.
    var environmentVariablesHash: [UInt8] {
        var map: StructuredMap = [:]
        for variable in environmentVariables { map.append(variable.name, .text(variable.value)) }
        return map.hash.bytes
    }
}

extension CanisterHistory {
    /// About what it takes, in bytes.
    var byteCount: UInt64 {
        changes.reduce(0) { sum, change in
            switch change.details {
            case .creation(let controllers, _), .controllersChange(let controllers):
                sum + 64 + UInt64(controllers.count * Principal.maximumCount)
            case .codeUninstall: sum + 64
            case .codeDeployment: sum + 96
            case .snapshotLoading: sum + 128
            }
        }
    }
}

extension ChangeReport {
    fileprivate init(_ change: CanisterChange, of id: Principal) {
        let origin: ChangeOrigin =
            switch change.origin {
            case .user(let user): .fromUser(UserOrigin(userId: user))
            case .canister(let canister, let version):
                .fromCanister(CanisterOrigin(canisterVersion: version, canisterId: canister))
            }
        self.init(
            timestampNanos: change.time, canisterVersion: change.version, origin: origin,
            details: ChangeDetails(change.details, of: id))
    }
}

extension ChangeDetails {
    fileprivate init(_ details: CanisterChange.Details, of id: Principal) {
        switch details {
        case .creation(let controllers, let variables):
            self = .creation(CreationDetails(controllers: controllers, environmentVariablesHash: variables))
        case .codeUninstall: self = .codeUninstall
        case .codeDeployment(let deployment, let hash):
            let mode: DeploymentMode =
                switch deployment {
                case .install: .install
                case .reinstall: .reinstall
                case .upgrade: .upgrade
                }
            self = .codeDeployment(DeploymentDetails(mode: mode, moduleHash: hash))
        case .snapshotLoading(let snapshot, let version, let time):
            self = .loadSnapshot(
                SnapshotLoadingDetails(
                    canisterVersion: version, source: .takenFromCanister(Reserved()),
                    fromCanisterId: snapshot.canister == id ? nil : snapshot.canister, takenAtTimestamp: time,
                    snapshotId: snapshot.bytes))
        case .controllersChange(let controllers):
            self = .controllersChange(ControllersDetails(controllers: controllers))
        }
    }
}
