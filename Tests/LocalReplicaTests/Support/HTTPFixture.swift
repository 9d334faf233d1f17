import Candid
import Foundation
import FoundationNetworking
import ICAgent
import ICCertificates
import ICProtocol
import Testing

@testable import LocalReplica
@testable import WasmEngine

/// A replica that answers over HTTP, and a client that sends it what it likes.
struct HTTPFixture {
    let replica: LocalReplica
    let user: any KeyIdentity

    init(_ change: (inout ReplicaConfiguration) -> Void = { _ in }) async throws {
        var configuration = ReplicaConfiguration()
        configuration.time = .told(from: CoreFixture.start)
        change(&configuration)
        replica = try await LocalReplica(configuration)
        user = try Ed25519Identity(seed: [UInt8](repeating: 1, count: 32))
    }

    /// Does something with a replica, and stops it.
    static func with(
        _ change: (inout ReplicaConfiguration) -> Void = { _ in }, _ body: (HTTPFixture) async throws -> Void
    ) async throws {
        let fixture = try await HTTPFixture(change)
        do { try await body(fixture) } catch {
            await fixture.replica.stop()
            throw error
        }
        await fixture.replica.stop()
    }

    struct Answer {
        var status: Int
        var body: [UInt8]
        var headers: [String: String]

        var text: String { String(decoding: body, as: UTF8.self) }
        var http: HTTPAnswer { HTTPAnswer(status: status, body: body) }
    }

    func send(
        _ method: String, _ path: String, _ body: [UInt8]? = nil, contentType: String? = "application/cbor"
    ) async throws -> Answer {
        guard let url = URL(string: replica.url + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body.map { Data($0) }
        // The library adds one of its own where nothing is said.
        request.setValue(contentType ?? "", forHTTPHeaderField: "Content-Type")
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
        return Answer(status: response.statusCode, body: [UInt8](data), headers: headers)
    }

    func terms(expiresIn nanoseconds: UInt64 = 240_000_000_000, nonce: [UInt8]? = nil) -> RequestTerms {
        RequestTerms(
            sender: user.principal, ingressExpiry: replica.time + nanoseconds,
            nonce: nonce ?? (0..<8).map { _ in UInt8.random(in: 0...255) })
    }

    func envelope(
        calling canister: Principal, _ method: String, _ argument: [UInt8] = [], terms: RequestTerms? = nil
    ) throws -> Envelope {
        try user.envelope(
            for: .call(
                CanisterRequest(terms: terms ?? self.terms(), canister: canister, method: method, argument: argument)))
    }

    func envelope(reading paths: [[[UInt8]]]) throws -> Envelope {
        try user.envelope(for: .readState(ReadStateRequest(terms: terms(), paths: paths)))
    }

    func envelope(asking canister: Principal, _ method: String, _ argument: [UInt8] = []) throws -> Envelope {
        try user.envelope(
            for: .query(CanisterRequest(terms: terms(), canister: canister, method: method, argument: argument)))
    }

    /// Calls over version 4, and gives the status in the verified certificate.
    func call(
        _ canister: Principal, _ method: String, _ argument: [UInt8] = [], at effective: Principal? = nil
    ) async throws -> RequestStatus {
        let envelope = try envelope(calling: canister, method, argument)
        let answer = try await send(
            "POST", "/api/v4/canister/\((effective ?? canister).text)/call", envelope.encoded)
        switch try CallResponse(decoding: answer.http) {
        case .replied(let certificate):
            return try state(certificate, of: effective ?? canister).requestStatus(of: envelope.content.requestID)
        case .nonReplicatedRejection(let rejection): return .rejected(rejection)
        case .accepted: return .received
        }
    }

    /// What a certificate shows, once its signature is verified.
    func state(_ certificate: [UInt8], of canister: Principal) throws -> StateReader {
        let certificate = try Certificate(decoding: certificate)
        let check = BLSSignatureCheck(rootKey: try SubnetKey(der: replica.rootKey))
        #expect(try check.check(certificate, for: canister, at: replica.time) == .valid)
        return try StateReader(certificate.tree)
    }

    /// A new canister with a counter.
    func install() async throws -> Principal {
        let creation = ProvisionalCreation(settings: nil, specifiedId: nil, amount: nil)
        let created = try await call(
            .managementCanister, "provisional_create_canister_with_cycles", CandidEncoder.encode(creation))
        guard case .replied(let reply) = created else { throw Unexpected(status: created) }
        let decoder = try CandidDecoder(reply)
        let id = try decoder.argument(CanisterArgument.self).canisterId
        let installation = CodeInstallation(
            arg: [], wasmModule: try TestModules.counter(), mode: .install, canisterId: id)
        let installed = try await call(
            .managementCanister, "install_code", CandidEncoder.encode(installation), at: id)
        #expect(installed == .replied(CandidEncoder.encode()))
        return id
    }

    struct Unexpected: Error { let status: RequestStatus }
}
