import CBOR
import Candid
import ICProtocol
import Testing
import TestSupport

@Suite("Envelopes in CBOR")
struct EnvelopeCodingTests {
    private let signed = Envelope(
        content: .call(Vectors.request(Vectors.sender)), senderPublicKey: Vectors.publicKey,
        senderSignature: Vectors.signedCallSignature)

    @Test("have the bytes of the vectors, and come back from them")
    func vectors() throws {
        #expect(signed.encoded == Vectors.signedCall)
        #expect(try Envelope(decoding: Vectors.signedCall) == signed)
        let query = Envelope(
            content: .query(
                CanisterRequest(
                    terms: Vectors.terms(), canister: principal("00000000000000000101"), method: "hello",
                    argument: bytes("4449444c0000"))))
        #expect(query.encoded == Vectors.anonymousQuery)
        #expect(try Envelope(decoding: Vectors.anonymousQuery) == query)
    }

    @Test("come back whole, whatever they hold, and with the same request id")
    func roundTrip() throws {
        let info = CanisterRequest.SenderInfo(info: [1], signer: principal("01"), signature: [2])
        var request = Vectors.request(Vectors.sender, nonce: [UInt8](repeating: 1, count: 32))
        request.senderInfo = info
        request.method = "grüße 🌍"
        let delegations = [
            SignedDelegation(delegation: Vectors.delegation, signature: Vectors.delegationSignature),
            SignedDelegation(delegation: Delegation(publicKey: [1], expiration: 0, permissions: .all), signature: []),
            SignedDelegation(
                delegation: Delegation(publicKey: [], expiration: .max, targets: [], permissions: .unknown("x")),
                signature: [1]),
        ]
        let paths: [[[UInt8]]] = [[], [[]], [[1], [2, 3]]]
        let contents: [RequestContent] = [
            .call(request), .query(request), .readState(ReadStateRequest(terms: Vectors.terms(), paths: paths)),
        ]
        for content in contents {
            let envelope = Envelope(
                content: content, senderPublicKey: [], senderDelegations: delegations, senderSignature: [9])
            let decoded = try Envelope(decoding: envelope.encoded)
            #expect(decoded == envelope)
            #expect(decoded.content.requestID == content.requestID)
            #expect(try Envelope(decoding: Array(envelope.encoded.dropFirst(3))) == envelope)
        }
    }

    @Test("may have fields in any order, indefinite lengths, null for what is absent, and more around the content")
    func tolerates() throws {
        var fields = Self.content.map { ($0.0, $0.1) }
        fields.reverse()
        fields.append(("nonce", .null))
        let map = CBORValue.map(fields.map { CBORValue.Pair(.text($0.0), $0.1) })
        let envelope = CBORValue.map([
            CBORValue.Pair(.text("sender_pubkey"), .null), CBORValue.Pair(.text("note"), .array([.double(1)])),
            CBORValue.Pair(.text("content"), map),
        ])
        let decoded = try Envelope(decoding: envelope.encoded)
        #expect(decoded == Envelope(content: .call(Vectors.request())))
        #expect(decoded.content.requestID.bytes == Vectors.callID)
        // The outer map with a break at its end instead of a count.
        let indefinite = [0xbf] + Vectors.anonymousQuery.dropFirst(4) + [0xff]
        #expect(try Envelope(decoding: indefinite) == Envelope(decoding: Vectors.anonymousQuery))
    }

    private static let content: [(String, CBORValue)] = [
        ("request_type", .text("call")), ("sender", .bytes([4])), ("ingress_expiry", .unsigned(Vectors.time)),
        ("canister_id", .bytes(Vectors.canister.bytes)), ("method_name", .text("hello")),
        ("arg", .bytes(Vectors.argument)),
    ]

    /// An envelope whose content has some fields replaced, left out where the value is `nil`, or added.
    private static func envelope(_ changes: [String: CBORValue?]) -> [UInt8] {
        var fields = content.filter { changes[$0.0] == nil }
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) { if let value { fields.append((name, value)) } }
        let map = CBORValue.map(fields.map { CBORValue.Pair(.text($0.0), $0.1) })
        return CBORValue.map([CBORValue.Pair(.text("content"), map)]).encoded
    }

    @Test(
        "that lack a field, or have it of another kind, are refused with its name",
        arguments: [
            (["sender": nil], "the field 'content.sender' is missing"),
            (["ingress_expiry": nil], "the field 'content.ingress_expiry' is missing"),
            (["request_type": nil], "the field 'content.request_type' is missing"),
            (["canister_id": nil], "the field 'content.canister_id' is missing"),
            (["method_name": nil], "the field 'content.method_name' is missing"),
            (["arg": nil], "the field 'content.arg' is missing"),
            (["request_type": .text("update")],
             "the field 'content.request_type' is 'update', where 'call' or 'query' or 'read_state' was expected"),
            (["request_type": .text("read_state")], "the field 'content.canister_id' is not known"),
            (["paths": .array([])], "the field 'content.paths' is not known"),
            (["colour": .text("red")], "the field 'content.colour' is not known"),
            (["sender": .bytes([UInt8](repeating: 1, count: 30))],
             "the field 'content.sender' has 30 bytes, where a principal of at most 29 was expected"),
            (["sender_info": .map([])], "the field 'content.sender_info.info' is missing"),
        ] as [([String: CBORValue?], String)])
    func refusesFields(changes: [String: CBORValue?], message: String) {
        let error = #expect(throws: MessageError.self) { try Envelope(decoding: Self.envelope(changes)) }
        #expect(error?.description == message)
    }

    @Test(
        "with another kind of value are refused with what was found",
        arguments: [
            ("sender", CBORValue.text("2vxsx-fae"), "a byte string"),
            ("ingress_expiry", .negative(1), "an unsigned integer"),
            ("ingress_expiry", .double(1), "an unsigned integer"),
            ("ingress_expiry", .tagged(2, .bytes([1])), "an unsigned integer"), ("nonce", .text("x"), "a byte string"),
            ("arg", .array([.unsigned(1)]), "a byte string"), ("method_name", .bytes([1]), "a text string"),
        ])
    func refusesKinds(name: String, value: CBORValue, expected: String) {
        let error = #expect(throws: MessageError.self) { try Envelope(decoding: Self.envelope([name: value])) }
        #expect(error?.field == "content.\(name)")
        #expect(error?.description.hasSuffix("where \(expected) was expected") == true, "\(String(describing: error))")
    }

    @Test("with a field twice, trailing bytes, no map or too much of something are refused")
    func refusesOthers() {
        let twice = CBORValue.map([
            CBORValue.Pair(.text("content"), .map(Self.content.map { CBORValue.Pair(.text($0.0), $0.1) })),
            CBORValue.Pair(.text("content"), .map([])),
        ])
        #expect(throws: MessageError(field: "content", problem: .twice)) { try Envelope(decoding: twice.encoded) }
        #expect(throws: MessageError(field: "content", problem: .missing)) { try Envelope(decoding: [0xa0]) }
        #expect(
            throws: MessageError(
                field: "", problem: .encoding(.trailingBytes(offset: Vectors.signedCall.count, count: 1)))
        ) { try Envelope(decoding: Vectors.signedCall + [0]) }
        #expect(
            throws: MessageError(field: "", problem: .encoding(.endOfInput(offset: 0, expected: .map)))
        ) { try Envelope(decoding: []) }
        #expect(throws: MessageError(field: "", problem: .tooLarge(size: 301, maximum: 300))) {
            try Envelope(
                decoding: [UInt8](repeating: 0, count: 301), limits: MessageLimits(size: 300))
        }
        let paths = CBORValue.array([CBORValue](repeating: .array([]), count: 100))
        let many = Self.envelope([
            "request_type": .text("read_state"), "paths": paths, "canister_id": nil, "method_name": nil, "arg": nil,
        ])
        #expect(throws: MessageError(field: "", problem: .tooManyItems(maximum: 100))) {
            try Envelope(decoding: many, limits: MessageLimits(items: 100))
        }
        #expect(throws: Never.self) { try Envelope(decoding: many, limits: MessageLimits(items: 105)) }
    }

    @Test("with delegations that are not understood are refused")
    func refusesDelegations() {
        func envelope(_ fields: [(String, CBORValue)]) -> [UInt8] {
            let link = CBORValue.map([
                CBORValue.Pair(.text("delegation"), .map(fields.map { CBORValue.Pair(.text($0.0), $0.1) })),
                CBORValue.Pair(.text("signature"), .bytes([1])),
            ])
            return CBORValue.map([CBORValue.Pair(.text("sender_delegation"), .array([link]))]).encoded
        }
        let expected: [([(String, CBORValue)], String)] = [
            ([("pubkey", .bytes([]))], "sender_delegation.delegation.expiration' is missing"),
            ([("expiration", .unsigned(1))], "sender_delegation.delegation.pubkey' is missing"),
            ([("pubkey", .bytes([])), ("expiration", .unsigned(1)), ("hours", .text("9-17"))],
             "sender_delegation.delegation.hours' is not known"),
        ]
        for (fields, message) in expected {
            let error = #expect(throws: MessageError.self) { try Envelope(decoding: envelope(fields)) }
            #expect(error?.description == "the field '" + message)
        }
    }

    @Test("cut short are refused at each byte")
    func cuts() {
        for count in Vectors.signedCall.indices {
            #expect(throws: MessageError.self) { try Envelope(decoding: Array(Vectors.signedCall[..<count])) }
        }
    }

    @Test("with bits flipped at random never trap, and never pass with the old signature for another content")
    func flips() throws {
        var random = SplitMix64(seed: 11)
        let verifier = EnvelopeVerifier()
        let endpoint = Endpoint(.call, at: .canister(Vectors.canister))
        let original = try Envelope(decoding: Vectors.signedCall)
        var decoded = 0
        var taken = 0
        for _ in 0..<20_000 {
            var changed = Vectors.signedCall
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<changed.count, using: &random)
                changed[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            guard let envelope = try? Envelope(decoding: changed) else { continue }
            decoded += 1
            if (try? verifier.verify(envelope, sentTo: endpoint, at: Vectors.time)) != nil {
                taken += 1
                #expect(envelope == original)
            }
        }
        print("20000 envelopes with flipped bits: \(decoded) decoded, \(taken) taken, each equal to the original")
        #expect(decoded > 1_000)
    }
}
