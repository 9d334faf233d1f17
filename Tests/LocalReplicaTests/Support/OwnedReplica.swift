import Candid
import ICProtocol
import TestSupport
import Testing

@testable import LocalReplica
@testable import WasmEngine

/// A replica that listens nowhere and executes rounds only when it is told to: what its owner does to it.
struct OwnedReplica {
    let replica: LocalReplica
    private static let user = Principal.anonymous

    /// Does something with one, and stops it.
    static func with(
        _ change: (inout ReplicaConfiguration) -> Void = { _ in }, _ body: (OwnedReplica) async throws -> Void
    ) async throws {
        var configuration = ReplicaConfiguration()
        configuration.port = nil
        configuration.time = .told(from: CoreFixture.start, executesAtOnce: false)
        change(&configuration)
        let owned = OwnedReplica(replica: try await LocalReplica(configuration))
        do { try await body(owned) } catch {
            await owned.replica.stop()
            throw error
        }
        await owned.replica.stop()
    }

    func submit(
        _ canister: Principal, _ method: String, _ argument: [UInt8] = [], from sender: Principal = user,
        nonce: [UInt8] = [0]
    ) async throws -> Result<RequestID, Rejection> {
        try await replica.submit(
            TrustedRequest(sender: sender, canister: canister, method: method, argument: argument),
            at: .canister(canister), nonce: nonce)
    }

    /// Calls and executes one round, in which the call comes to its end.
    func call(_ canister: Principal, _ method: String, _ argument: [UInt8] = []) async throws -> RequestStatus {
        let id = try await submit(canister, method, argument, nonce: [UInt8.random(in: 0...255), 1, 2]).get()
        try await replica.executeRound()
        return try await replica.status(of: id)
    }

    func query(
        _ canister: Principal, _ method: String, _ argument: [UInt8] = []
    ) async throws -> QueryResponse.Outcome {
        try await replica.query(
            TrustedRequest(sender: Self.user, canister: canister, method: method, argument: argument))
    }

    func create() async throws -> Principal {
        let creation = ProvisionalCreation(settings: nil, specifiedId: nil, amount: Nat(7))
        let status = try await call(
            .managementCanister, "provisional_create_canister_with_cycles", CandidEncoder.encode(creation))
        guard case .replied(let reply) = status else { throw HTTPFixture.Unexpected(status: status) }
        return try CandidDecoder(reply).argument(CanisterArgument.self).canisterId
    }

    /// A new canister with every kind of state.
    func install() async throws -> Principal {
        let id = try await create()
        let installation = CodeInstallation(
            arg: [], wasmModule: try WasmEngine.shared().assemble(StatefulModule.text), mode: .install, canisterId: id)
        let status = try await call(.managementCanister, "install_code", CandidEncoder.encode(installation))
        #expect(status == .replied(CandidEncoder.encode()))
        return id
    }
}
