import CBOR
import Candid
import ICProtocol
import Testing
import TestSupport

@Suite("Responses")
struct ResponseTests {
    private static let rejection = Rejection(code: 4, message: "no: grüße", errorCode: "IC0406")

    @Test("to calls come back from HTTP at every version")
    func calls() throws {
        let responses: [CallResponse] = [
            .accepted, .replied(certificate: [1, 2, 3]), .nonReplicatedRejection(Self.rejection),
            .nonReplicatedRejection(Rejection(code: 5, message: "")),
        ]
        for response in responses {
            for version in CallResponse.Version.allCases {
                let decoded = try CallResponse(decoding: response.answer(at: version))
                if version == .v2, case .replied = response {
                    #expect(decoded == .accepted)
                } else {
                    #expect(decoded == response)
                }
            }
        }
    }

    @Test("to calls have the fields of their version")
    func callFields() throws {
        func value(_ response: CallResponse, _ version: CallResponse.Version) throws -> CBORValue? {
            let answer = response.answer(at: version)
            #expect(answer.status == 200)
            guard case .tagged(55_799, let map) = try CBORValue(decoding: answer.body) else { return nil }
            return map
        }
        let replied = try #require(try value(.replied(certificate: [7]), .v3))
        #expect(replied == .map([.init(.text("status"), .text("replied")), .init(.text("certificate"), .bytes([7]))]))
        let rejected = try #require(try value(.nonReplicatedRejection(Self.rejection), .v4))
        #expect(rejected["status"] == .text("non_replicated_rejection"))
        #expect(rejected["reject_code"] == .unsigned(4))
        #expect(rejected["error_code"] == .text("IC0406"))
        let old = try #require(try value(.nonReplicatedRejection(Rejection(code: 4, message: "no")), .v2))
        #expect(old == .map([.init(.text("reject_code"), .unsigned(4)), .init(.text("reject_message"), .text("no"))]))
        #expect(CallResponse.accepted.answer(at: .v4) == HTTPAnswer(status: 202, body: []))
    }

    @Test("to calls of other forms are refused")
    func refusesCalls() {
        func error(_ status: Int, _ pairs: [(String, CBORValue)]) -> String? {
            let body = CBORValue.map(pairs.map { .init(.text($0.0), $0.1) }).encoded
            do throws(MessageError) {
                _ = try CallResponse(decoding: HTTPAnswer(status: status, body: body))
                return nil
            } catch {
                return error.description
            }
        }
        #expect(error(500, []) == "the HTTP status is 500, where 200 or 202 was expected")
        #expect(error(200, []) == "the field 'reject_code' is missing")
        #expect(error(200, [("status", .text("replied"))]) == "the field 'certificate' is missing")
        #expect(
            error(200, [("status", .text("done"))])
                == "the field 'status' is 'done', where 'replied' or 'non_replicated_rejection' was expected")
        let otherKind = error(200, [("reject_code", .text("4"))])
        #expect(otherKind?.hasPrefix("the field 'reject_code' cannot be decoded") == true)
        // What is not known is passed over.
        #expect(error(200, [("reject_code", .unsigned(1)), ("reject_message", .text("")), ("x", .null)]) == nil)
    }

    @Test("to queries come back, replied and rejected")
    func queries() throws {
        let signature = QueryResponse.NodeSignature(
            timestamp: Vectors.time, signature: [UInt8](repeating: 3, count: 64), node: Vectors.sender)
        for outcome in [
            QueryResponse.Outcome.replied([1, 2]), .replied([]), .rejected(Self.rejection),
            .rejected(Rejection(code: 1, message: "x")),
        ] {
            for signatures in [[], [signature], [signature, signature]] {
                let response = QueryResponse(outcome, signatures: signatures)
                #expect(try QueryResponse(decoding: response.encoded) == response)
            }
        }
        #expect(
            QueryResponse(.replied([0x44]), signatures: []).encoded
                == bytes("d9d9f7a366737461747573677265706c696564657265706c79a16361726741446a7369676e61747572657380"))
    }

    @Test("to queries of other forms are refused")
    func refusesQueries() {
        func error(_ pairs: [(String, CBORValue)]) -> String? {
            do throws(MessageError) {
                _ = try QueryResponse(decoding: CBORValue.map(pairs.map { .init(.text($0.0), $0.1) }).encoded)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(error([]) == "the field 'status' is missing")
        #expect(error([("status", .text("replied"))]) == "the field 'reply' is missing")
        #expect(error([("status", .text("replied")), ("reply", .map([]))]) == "the field 'reply.arg' is missing")
        #expect(error([("status", .text("rejected"))]) == "the field 'reject_code' is missing")
        #expect(
            error([("status", .text("?"))])
                == "the field 'status' is '?', where 'replied' or 'rejected' was expected")
        #expect(
            error([("signatures", .array([.map([])]))]) == "the field 'signatures.timestamp' is missing")
    }

    @Test("to status requests and to readings of the state come back")
    func others() throws {
        let status = StatusResponse(
            rootKey: [1, 2], implementationVersion: "0.8.0", implementationHash: "ab", interfaceVersion: "0.18.0",
            certifiedHeight: 212)
        #expect(try StatusResponse(decoding: status.encoded) == status)
        #expect(status.health == StatusResponse.healthy)
        let bare = StatusResponse(rootKey: nil, health: nil)
        #expect(bare.encoded == bytes("d9d9f7a0"))
        #expect(try StatusResponse(decoding: bare.encoded) == bare)
        let state = ReadStateResponse(certificate: [1, 2, 3])
        #expect(try ReadStateResponse(decoding: state.encoded) == state)
        #expect(state.encoded == bytes("d9d9f7a16b636572746966696361746543010203"))
        #expect(throws: MessageError(field: "certificate", problem: .missing)) {
            try ReadStateResponse(decoding: [0xa0])
        }
    }

    @Test("cut short are refused at each byte")
    func cuts() {
        let query = QueryResponse(.rejected(Self.rejection), signatures: []).encoded
        for count in query.indices {
            #expect(throws: MessageError.self) { try QueryResponse(decoding: Array(query[..<count])) }
        }
    }
}

@Suite("Signatures under responses to queries")
struct QuerySignatureTests {
    private let node = try? TestKey(9)
    private let now = Vectors.time

    private func response(
        _ outcome: QueryResponse.Outcome, at time: UInt64, by key: TestKey, id: RequestID
    ) throws -> QueryResponse {
        let signature = try key.sign(outcome.signedBytes(timestamp: time, requestID: id))
        return QueryResponse(
            outcome,
            signatures: [QueryResponse.NodeSignature(timestamp: time, signature: signature, node: key.principal)])
    }

    @Test("are taken from a node of the subnet, recent, for this query and this answer")
    func checks() throws {
        let node = try #require(node)
        let check = QuerySignatureCheck(nodeKeys: [node.principal: node.publicKey])
        let id = RequestContent.query(Vectors.request()).requestID
        let otherID = RequestContent.query(Vectors.request(nonce: [1])).requestID
        for outcome in [QueryResponse.Outcome.replied([1]), .rejected(Rejection(code: 4, message: "no"))] {
            let good = try response(outcome, at: now, by: node, id: id)
            try check.check(good, to: id, at: now)
            try check.check(good, to: id, at: now + 300 * Vectors.second)
            try check.check(good, to: id, at: now - 300 * Vectors.second)
            #expect(throws: QuerySignatureError.invalid(by: node.principal)) {
                try check.check(good, to: otherID, at: now)
            }
            for late in [now + 300 * Vectors.second + 1, now - 300 * Vectors.second - 1, 0, .max] {
                #expect(throws: QuerySignatureError.notRecent(timestamp: now, now: late)) {
                    try check.check(good, to: id, at: late)
                }
            }
            var changed = good
            changed.signatures[0].timestamp += 1
            #expect(throws: QuerySignatureError.invalid(by: node.principal)) {
                try check.check(changed, to: id, at: now)
            }
            changed = good
            changed.outcome = .rejected(Rejection(code: 4, message: "no", errorCode: "IC0406"))
            #expect(throws: QuerySignatureError.invalid(by: node.principal)) {
                try check.check(changed, to: id, at: now)
            }
            changed = good
            changed.signatures = []
            #expect(throws: QuerySignatureError.noSignature) { try check.check(changed, to: id, at: now) }
            changed.signatures = good.signatures + good.signatures
            #expect(throws: QuerySignatureError.tooManySignatures(found: 2, nodes: 1)) {
                try check.check(changed, to: id, at: now)
            }
            let stranger = try TestKey(10)
            let strange = try response(outcome, at: now, by: stranger, id: id)
            #expect(throws: QuerySignatureError.unknownNode(stranger.principal)) {
                try check.check(strange, to: id, at: now)
            }
        }
    }
}
