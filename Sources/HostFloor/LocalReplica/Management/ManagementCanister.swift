import Candid
import CanisterExecution
import SHA256

/// The management canister: makes canisters, and does to them what their controllers ask (Interface Specification, "The
/// IC management canister").
///
/// Users and canisters call it alike; nothing is paid for here but what callers attach for others.
final class ManagementCanister {
    unowned let subnet: Subnet
    let limits: ReplicaLimits
    private let seed: [UInt8]
    private var randomCount: UInt64 = 0

    /// - Parameter seed: what random bytes follow from. It should be a secret.
    init(on subnet: Subnet, seed: [UInt8], limits: ReplicaLimits) {
        self.subnet = subnet
        self.seed = seed
        self.limits = limits
    }

    /// Answers a call, by a user or a canister.
    func answer(_ call: HostCanisterCall) -> HostAnswer {
        do throws(Reject) {
            let method = try Self.method(call.method)
            let isUser = subnet.canisters[call.caller] == nil
            guard method.isForUsers || !isUser else { throw Self.forCanistersOnly(method) }
            return try perform(method, call)
        } catch {
            return .reject(error)
        }
    }

    /// Answers a query by a user, or by a canister's composite query.
    func query(_ name: String, _ argument: [UInt8], from caller: Principal) -> CallResult {
        do throws(Reject) {
            let method = try Self.method(name)
            guard method.isQuery else {
                throw Reject(
                    .canisterMethodNotFound, "The method '\(name)' of the management canister cannot be queried")
            }
            return .reply(try report(method, argument, for: caller))
        } catch {
            return .reject(error)
        }
    }

    /// Decides whether a call by a user is taken at all, before it gets into the state.
    ///
    /// - Throws: why not.
    func inspect(_ name: String, _ argument: [UInt8], from caller: Principal) throws(Reject) {
        let method = try Self.method(name)
        guard method.isForUsers else { throw Self.forCanistersOnly(method) }
        guard method.access != .anybody else { return }
        _ = try accessible(try Self.canister(in: argument, of: method), to: caller, for: method)
    }

    private func perform(_ method: ManagementMethod, _ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        switch method {
        case .createCanister: return try create(call)
        case .provisionalCreateCanister: return try createProvisionally(call)
        case .provisionalTopUp: return try topUp(call)
        case .updateSettings: return try updateSettings(call)
        case .installCode: return try installCode(call)
        case .uploadChunk, .clearChunkStore, .storedChunks: return .reply(try useChunkStore(method, call))
        case .installChunkedCode: return try installChunkedCode(call)
        case .takeSnapshot: return .reply(try takeSnapshot(call))
        case .loadSnapshot: return .reply(try loadSnapshot(call))
        case .listSnapshots: return .reply(try listSnapshots(call))
        case .deleteSnapshot: return .reply(try deleteSnapshot(call))
        case .depositCycles: return try deposit(call)
        case .rawRand: return .reply(CandidEncoder.encode(randomBytes(for: call.id)))
        case .fetchCanisterLogs, .canisterStatus, .canisterInfo:
            return .reply(try report(method, call.argument, for: call.caller))
        case .uninstallCode, .startCanister, .stopCanister, .deleteCanister: return try changeState(by: method, call)
        }
    }

    /// The reply of a method that only tells.
    private func report(
        _ method: ManagementMethod, _ argument: [UInt8], for caller: Principal
    ) throws(Reject) -> [UInt8] {
        switch method {
        case .canisterInfo: try info(argument)
        case .fetchCanisterLogs: try logs(argument, for: caller)
        default: try status(of: try Self.canister(in: argument, of: method), for: caller)
        }
    }

    /// Uninstalls, starts, stops or deletes.
    private func changeState(by method: ManagementMethod, _ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let id = try Self.canister(in: call.argument, of: method)
        _ = try accessible(id, to: call.caller, for: method)
        switch method {
        case .uninstallCode:
            try subnet.uninstall(id)
            note(.codeUninstall, of: id, by: call)
        case .startCanister: try subnet.start(id)
        case .deleteCanister: try subnet.delete(id)
        default:
            // Answered when the canister has stopped.
            try subnet.stop(id, answering: call.id)
            return .later
        }
        return .reply(CandidEncoder.encode())
    }

    /// 32 bytes that nobody can foresee who does not know the seed.
    private func randomBytes(for call: CallID) -> [UInt8] {
        randomCount += 1
        var hasher = SHA256()
        hasher.update(seed)
        for number in [subnet.time, call.rawValue, randomCount] {
            hasher.update(withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) })
        }
        return hasher.finalize().bytes
    }
}
