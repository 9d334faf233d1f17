import Candid
import ICAgent
import ICCertificates
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("What a replica refuses over HTTP", .serialized)
struct HTTPRefusalTests {
    /// Expects a refusal in plain words.
    private func expect(
        _ answer: HTTPFixture.Answer, _ status: Int, _ text: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.text.contains(text), "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.headers["content-type"] == "text/plain; charset=utf-8", sourceLocation: sourceLocation)
        #expect(answer.headers["access-control-allow-origin"] == "*", sourceLocation: sourceLocation)
    }

    @Test("are addresses, methods and content types that it has not")
    func addresses() async throws {
        try await HTTPFixture.with { fixture in
            let canister = "rwlgt-iiaaa-aaaaa-aaaaa-cai"
            for path in [
                "/", "/api/v1/status", "/api/v2/statuses", "/api/v5/canister/\(canister)/call",
                "/api/v4/canister/\(canister)/query", "/api/v2/canister/\(canister)/call/more", "/api/v2/subnet/x",
            ] {
                expect(
                    try await fixture.send("POST", path, []), 404,
                    "There is nothing at '\(path)'. A replica answers at /api/v2/status")
            }
            let get = try await fixture.send("GET", "/api/v2/canister/\(canister)/query")
            expect(get, 405, "The method GET is not allowed at '/api/v2/canister/\(canister)/query': expected POST")
            #expect(get.headers["allow"] == "POST, OPTIONS")
            expect(
                try await fixture.send("POST", "/api/v2/status", []), 405, "The method POST is not allowed")
            expect(
                try await fixture.send(
                    "POST", "/api/v2/canister/\(canister)/query", [0xa0], contentType: "application/json"),
                415, "Unsupported content type 'application/json': expected 'application/cbor'.")
        }
    }

    @Test("are principals in the address that are none, or not here")
    func principals() async throws {
        try await HTTPFixture.with { fixture in
            let envelope = try fixture.envelope(reading: [StatePath.time]).encoded
            expect(
                try await fixture.send("POST", "/api/v2/canister/rwlgt-iiaaa-aaaaa-aaaaa-caj/read_state", envelope), 400,
                "'rwlgt-iiaaa-aaaaa-aaaaa-caj' in the URL is no principal")
            expect(
                try await fixture.send(
                    "POST", "/api/v2/canister/\(fixture.user.principal.text)/read_state", envelope), 400,
                "canister_not_found: \(fixture.user.principal.text) in the URL is no canister")
            expect(
                try await fixture.send("POST", "/api/v2/subnet/rwlgt-iiaaa-aaaaa-aaaaa-cai/read_state", envelope), 400,
                "subnet_not_found: subnet rwlgt-iiaaa-aaaaa-aaaaa-cai is not here; the subnet of this replica is "
                    + fixture.replica.keys.subnet.text)
        }
    }

    @Test("are bodies that are no request, or too large")
    func bodies() async throws {
        try await HTTPFixture.with({ $0.limits.bodySize = 10_000 }) { fixture in
            let path = "/api/v3/canister/rwlgt-iiaaa-aaaaa-aaaaa-cai/call"
            expect(try await fixture.send("POST", path, [0xff]), 400, "Could not parse the body as a CBOR request")
            expect(
                try await fixture.send("POST", path, [0xa0]), 400,
                "Could not parse the body as a CBOR request: the field 'content' is missing.")
            expect(
                try await fixture.send("POST", path, [UInt8](repeating: 0, count: 10_001)), 413,
                "The body of the request is too large: at most 10000 bytes are taken.")
        }
    }

    @Test("are requests that are not their sender's, not for now, or not for here")
    func envelopes() async throws {
        try await HTTPFixture.with { fixture in
            let canister = Principal(canisterIndex: 0)
            let path = "/api/v3/canister/\(canister.text)/call"
            var forged = try fixture.envelope(calling: canister, "inc")
            forged.senderSignature?[3] ^= 1
            expect(try await fixture.send("POST", path, forged.encoded), 400, "Invalid signature: 64 bytes are no")
            let other = try Ed25519Identity()
            var stolen = try fixture.envelope(calling: canister, "inc")
            stolen.senderPublicKey = other.publicKey.der
            expect(try await fixture.send("POST", path, stolen.encoded), 400, "does not match the public key")
            let late = try fixture.envelope(
                calling: canister, "inc", terms: fixture.terms(expiresIn: 331_000_000_000))
            expect(
                try await fixture.send("POST", path, late.encoded), 400,
                "Specified ingress_expiry not within expected range: Minimum allowed expiry")
            let elsewhere = try fixture.envelope(calling: Principal(canisterIndex: 1), "inc")
            expect(
                try await fixture.send("POST", path, elsewhere.encoded), 400,
                "Specified CanisterId \(Principal(canisterIndex: 1).text) does not match effective canister id in URL "
                    + canister.text)
            let query = try fixture.envelope(asking: canister, "get")
            expect(
                try await fixture.send("POST", path, query.encoded), 400,
                "The request is of type 'query', but this address takes requests of type 'call'.")
        }
    }

    @Test("are paths of the state that the sender may not read")
    func paths() async throws {
        try await HTTPFixture.with { fixture in
            let counter = try await fixture.install()
            let path = "/api/v3/canister/\(counter.text)/read_state"
            let forbidden = try fixture.envelope(reading: [StatePath.certifiedData(of: counter.bytes)])
            expect(try await fixture.send("POST", path, forbidden.encoded), 400, "cannot be requested.")
            let call = try fixture.envelope(calling: counter, "inc")
            _ = try await fixture.send("POST", "/api/v3/canister/\(counter.text)/call", call.encoded)
            let stranger = try Ed25519Identity()
            let terms = RequestTerms(
                sender: stranger.principal, ingressExpiry: fixture.replica.time + 60_000_000_000)
            let reading = try stranger.envelope(
                for: .readState(
                    ReadStateRequest(terms: terms, paths: [StatePath.requestStatus(of: call.content.requestID)])))
            expect(
                try await fixture.send("POST", path, reading.encoded), 403,
                "The user tries to access Request ID not signed by the caller")
        }
    }

    @Test("is nothing that a browser asks before it sends")
    func preflight() async throws {
        try await HTTPFixture.with { fixture in
            let answer = try await fixture.send(
                "OPTIONS", "/api/v3/canister/rwlgt-iiaaa-aaaaa-aaaaa-cai/call", contentType: nil)
            #expect(answer.status == 204)
            #expect(answer.headers["access-control-allow-origin"] == "*")
            #expect(answer.headers["access-control-allow-methods"] == "POST, OPTIONS")
            #expect(answer.headers["access-control-allow-headers"] == "*")
        }
    }

    @Test("are calls that are too many, until there is room again")
    func overload() async throws {
        try await HTTPFixture.with({
            $0.time = .told(from: CoreFixture.start, executesAtOnce: false)
            $0.limits.waitingCalls = 2
        }) { fixture in
            func create() async throws -> HTTPFixture.Answer {
                let creation = CandidEncoder.encode(ProvisionalCreation(settings: nil, specifiedId: nil, amount: nil))
                let envelope = try fixture.envelope(
                    calling: .managementCanister, "provisional_create_canister_with_cycles", creation)
                return try await fixture.send("POST", "/api/v2/canister/aaaaa-aa/call", envelope.encoded)
            }
            for _ in 0..<2 { #expect(try await create().status == 202) }
            let refused = try await create()
            expect(refused, 503, "2 calls with")
            #expect(refused.text.hasSuffix("Try again later."))
            #expect(refused.headers["retry-after"] == "1")
            try await fixture.replica.tick()
            #expect(try await create().status == 202)
        }
    }
}
