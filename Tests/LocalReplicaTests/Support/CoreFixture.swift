import Candid
import CanisterExecution
import ICAgent
import ICProtocol
import Testing

@testable import LocalReplica
@testable import WasmEngine

/// A replica's core whose time is told, with users that sign.
final class CoreFixture {
    static let start: UInt64 = 1_700_000_000_000_000_000

    let core: ReplicaCore
    let user: any KeyIdentity
    let other: any KeyIdentity
    private let verifier = EnvelopeVerifier()
    private var nonce: UInt8 = 0

    init(
        limits: ReplicaLimits = ReplicaLimits(), store: any RoundStore = MemoryRoundStore(), keys: ReplicaKeys? = nil
    ) throws {
        user = try Ed25519Identity(seed: [UInt8](repeating: 1, count: 32))
        other = try Secp256k1Identity()
        core = try ReplicaCore(
            keys: keys ?? Self.keys(), guests: WasmGuestFactory(engine: WasmEngine.shared()), store: store,
            limits: limits, time: Self.start)
    }

    static func keys() throws -> ReplicaKeys {
        try ReplicaKeys(
            rootSecret: [UInt8](repeating: 7, count: 32), nodeSecret: [UInt8](repeating: 9, count: 32))
    }

    /// A call that was verified.
    func call(
        _ canister: Principal, _ method: String, _ argument: [UInt8] = [], as identity: (any Identity)? = nil,
        expiry: UInt64? = nil, at effective: Principal? = nil
    ) throws -> AuthenticRequest {
        nonce += 1
        let identity = identity ?? user
        let terms = RequestTerms(
            sender: identity.principal, ingressExpiry: expiry ?? core.time + 240_000_000_000, nonce: [nonce])
        let content = RequestContent.call(
            CanisterRequest(terms: terms, canister: canister, method: method, argument: argument))
        return try verifier.verify(
            identity.envelope(for: content), sentTo: Endpoint(.call, at: .canister(effective ?? canister)), at: core.time)
    }

    /// Submits a call, executes rounds until it has ended, and gives what its status is then.
    @discardableResult
    func run(_ request: AuthenticRequest, rounds: Int = 5) throws -> IngressHistory.Status {
        switch core.submit(request) {
        case .taken, .known: break
        case .rejected(let rejection): return .rejected(rejection)
        case .overloaded(let reason): throw Overloaded(reason: reason)
        }
        for _ in 0..<rounds {
            if let status = core.history[request.requestID]?.status, status.isEnded { return status }
            try round()
        }
        return try #require(core.history[request.requestID]?.status)
    }

    struct Overloaded: Error { let reason: String }

    /// Calls, and gives the status at the end.
    @discardableResult
    func update(
        _ canister: Principal, _ method: String, _ argument: [UInt8] = [], as identity: (any Identity)? = nil
    ) throws -> IngressHistory.Status {
        try run(call(canister, method, argument, as: identity))
    }

    /// Executes a round one second later.
    @discardableResult
    func round(after nanoseconds: UInt64 = 1_000_000_000, beats: Bool = true) throws -> ReplicaCore.RoundOutcome {
        try core.executeRound(at: core.time + nanoseconds, beats: beats)
    }

    func query(_ canister: Principal, _ method: String, _ argument: [UInt8] = []) -> QueryResponse.Outcome {
        core.certified.query(
            CanisterRequest(
                terms: RequestTerms(sender: user.principal, ingressExpiry: 0), canister: canister, method: method,
                argument: argument))
    }

    /// Calls a method of the management canister with a value.
    @discardableResult
    func manage(
        _ method: ManagementMethod, _ argument: some CandidEncodable, of canister: Principal? = nil,
        as identity: (any Identity)? = nil
    ) throws -> IngressHistory.Status {
        try run(
            call(
                .managementCanister, method.rawValue, CandidEncoder.encode(argument), as: identity,
                at: canister ?? .managementCanister))
    }

    /// A new canister with a module.
    func install(_ module: [UInt8]) throws -> Principal {
        let creation = ProvisionalCreation(settings: nil, specifiedId: nil, amount: nil)
        guard case .replied(let reply) = try manage(.provisionalCreateCanister, creation) else {
            throw Overloaded(reason: "no canister")
        }
        let decoder = try CandidDecoder(reply)
        let id = try decoder.argument(CanisterArgument.self).canisterId
        let status = try manage(
            .installCode, CodeInstallation(arg: [], wasmModule: module, mode: .install, canisterId: id), of: id)
        #expect(status == .replied(CandidEncoder.encode()))
        return id
    }
}

extension IngressHistory.Status {
    /// The count that a counter replied with.
    var count: UInt32? {
        guard case .replied(let bytes) = self, bytes.count == 4 else { return nil }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    var rejection: Rejection? { if case .rejected(let rejection) = self { rejection } else { nil } }
}

extension QueryResponse.Outcome {
    var count: UInt32? {
        guard case .replied(let bytes) = self, bytes.count == 4 else { return nil }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
