import Candid
import CanisterExecution
import ICCertificates
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("The HTTP interface of a replica", .serialized)
struct HTTPInterfaceTests {
    @Test("tells its root key and that it is healthy")
    func status() async throws {
        try await HTTPFixture.with { fixture in
            let answer = try await fixture.send("GET", "/api/v2/status", contentType: nil)
            #expect(answer.status == 200 && answer.headers["content-type"] == "application/cbor")
            #expect(answer.headers["access-control-allow-origin"] == "*")
            let status = try StatusResponse(decoding: answer.body)
            #expect(status.rootKey == fixture.replica.rootKey)
            #expect(status.health == "healthy")
        }
    }

    @Test("answers calls with a certificate at versions 3 and 4, and with 202 at version 2")
    func calls() async throws {
        try await HTTPFixture.with { fixture in
            let counter = try await fixture.install()
            for version in CallResponse.Version.allCases {
                let envelope = try fixture.envelope(calling: counter, "inc")
                let answer = try await fixture.send(
                    "POST", "/api/v\(version.rawValue)/canister/\(counter.text)/call", envelope.encoded)
                if version == .v2 {
                    #expect(answer.status == 202 && answer.body.isEmpty)
                    continue
                }
                guard case .replied(let certificate) = try CallResponse(decoding: answer.http) else {
                    Issue.record("expected a certificate")
                    return
                }
                let state = try fixture.state(certificate, of: counter)
                #expect(
                    try state.requestStatus(of: envelope.content.requestID)
                        == .replied([UInt8(version.rawValue - 1), 0, 0, 0]))
            }
        }
    }

    @Test("answers queries with the node's signature")
    func queries() async throws {
        try await HTTPFixture.with { fixture in
            let counter = try await fixture.install()
            for version in 2...3 {
                let envelope = try fixture.envelope(asking: counter, "get")
                let answer = try await fixture.send(
                    "POST", "/api/v\(version)/canister/\(counter.text)/query", envelope.encoded)
                let response = try QueryResponse(decoding: answer.body)
                #expect(response.outcome == .replied([0, 0, 0, 0]))
                let keys = fixture.replica.keys
                let check = QuerySignatureCheck(nodeKeys: [keys.node: try PublicKey(der: keys.nodeKey)])
                try check.check(response, to: envelope.content.requestID, at: fixture.replica.time)
            }
            let envelope = try fixture.envelope(asking: counter, "refuse_query")
            let answer = try await fixture.send(
                "POST", "/api/v3/canister/\(counter.text)/query", envelope.encoded)
            let response = try QueryResponse(decoding: answer.body)
            #expect(response.outcome == .rejected(Rejection(code: 4, message: "refused", errorCode: "IC0406")))
        }
    }

    @Test("reads the state, at the address of a canister and of the subnet")
    func readState() async throws {
        try await HTTPFixture.with { fixture in
            let counter = try await fixture.install()
            let subnet = fixture.replica.keys.subnet
            for version in 2...3 {
                let envelope = try fixture.envelope(reading: [StatePath.canister(counter, "controllers")])
                let answer = try await fixture.send(
                    "POST", "/api/v\(version)/canister/\(counter.text)/read_state", envelope.encoded)
                let state = try fixture.state(try ReadStateResponse(decoding: answer.body).certificate, of: counter)
                #expect(try state.controllers(of: counter) == .found([fixture.user.principal]))
                #expect(try state.time == .found(fixture.replica.time))

                let ranges = try fixture.envelope(reading: [StatePath.rangeShards(of: subnet)])
                let shards = try await fixture.send(
                    "POST", "/api/v\(version)/subnet/\(subnet.text)/read_state", ranges.encoded)
                let found = try fixture.state(try ReadStateResponse(decoding: shards.body).certificate, of: counter)
                #expect(try found.isCanister(counter, in: subnet) == .found(true))
            }
        }
    }

    @Test("answers a call that is sent again, without executing it again")
    func repeats() async throws {
        try await HTTPFixture.with { fixture in
            let counter = try await fixture.install()
            let envelope = try fixture.envelope(calling: counter, "inc").encoded
            let path = "/api/v3/canister/\(counter.text)/call"
            for _ in 0..<3 {
                guard case .replied = try CallResponse(decoding: try await fixture.send("POST", path, envelope).http)
                else {
                    Issue.record("expected a certificate each time")
                    return
                }
            }
            #expect(try await fixture.call(counter, "inc") == .replied([2, 0, 0, 0]))
        }
    }

    @Test("tells to poll where a call takes too long, and the state then tells its end")
    func polling() async throws {
        try await HTTPFixture.with({
            $0.time = .told(from: CoreFixture.start, executesAtOnce: false)
            $0.callWait = .milliseconds(30)
        }) { fixture in
            let id = Principal(canisterIndex: 3)
            let creation = CandidEncoder.encode(
                ProvisionalCreation(settings: nil, specifiedId: id, amount: nil))
            let envelope = try fixture.envelope(
                calling: .managementCanister, "provisional_create_canister_with_cycles", creation)
            let answer = try await fixture.send("POST", "/api/v4/canister/\(id.text)/call", envelope.encoded)
            #expect(answer.status == 202 && answer.body.isEmpty)
            let request = envelope.content.requestID
            func status() async throws -> RequestStatus {
                let reading = try fixture.envelope(reading: [StatePath.requestStatus(of: request)])
                let answer = try await fixture.send(
                    "POST", "/api/v3/canister/\(id.text)/read_state", reading.encoded)
                let certificate = try ReadStateResponse(decoding: answer.body).certificate
                return try fixture.state(certificate, of: id).requestStatus(of: request)
            }
            #expect(try await status() == .absent)
            try await fixture.replica.tick()
            #expect(try await status() == .replied(CandidEncoder.encode(CanisterArgument(canisterId: id))))
        }
    }

    @Test("refuses what a canister does not take, before it gets into the state")
    func rejections() async throws {
        try await HTTPFixture.with { fixture in
            let counter = try await fixture.install()
            let absent = Principal(canisterIndex: 77)
            guard case .rejected(let rejection) = try await fixture.call(absent, "inc") else {
                Issue.record("expected a rejection")
                return
            }
            #expect(
                rejection
                    == Rejection(code: 3, message: "Canister \(absent.text) not found", errorCode: "IC0301"))
            let envelope = try fixture.envelope(calling: absent, "inc")
            let older = try await fixture.send("POST", "/api/v2/canister/\(absent.text)/call", envelope.encoded)
            #expect(older.status == 200)
            #expect(try CallResponse(decoding: older.http) == .nonReplicatedRejection(rejection))
            _ = counter
        }
    }

    @Test("answers queries while an update is executed")
    func queriesBesideUpdates() async throws {
        try await HTTPFixture.with { fixture in
            let counter = try await fixture.install()
            let busy = Occupation()
            let occupied = Task { try await fixture.replica.occupyThread(busy) }
            await busy.hasBegun()
            let envelope = try fixture.envelope(asking: counter, "get")
            let answer = try await fixture.send(
                "POST", "/api/v3/canister/\(counter.text)/query", envelope.encoded)
            #expect(try QueryResponse(decoding: answer.body).outcome == .replied([0, 0, 0, 0]))
            let reading = try fixture.envelope(reading: [StatePath.time])
            let state = try await fixture.send(
                "POST", "/api/v3/canister/\(counter.text)/read_state", reading.encoded)
            #expect(state.status == 200)
            #expect(try StatusResponse(decoding: try await fixture.send("GET", "/api/v2/status").body).health != nil)
            busy.end()
            try await occupied.value
        }
    }
}
