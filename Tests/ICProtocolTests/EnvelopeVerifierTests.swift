import Candid
import ICProtocol
import KeyEncoding
import Testing
import TestSupport

@Suite("A verifier of envelopes")
struct EnvelopeVerifierTests {
    private let verifier = EnvelopeVerifier()
    private static let endpoint = Endpoint(.call, at: .canister(Vectors.canister))

    private func refusal(
        _ envelope: Envelope, sentTo endpoint: Endpoint = endpoint, at now: UInt64 = Vectors.time
    ) -> RequestRefusal? {
        do throws(RequestRefusal) {
            _ = try verifier.verify(envelope, sentTo: endpoint, at: now)
            return nil
        } catch {
            return error
        }
    }

    @Test("takes the signed envelope of the vectors, and says what it is")
    func takesVector() throws {
        let envelope = try Envelope(decoding: Vectors.signedCall)
        let request = try verifier.verify(envelope, sentTo: Self.endpoint, at: Vectors.time)
        #expect(request.sender == Vectors.sender)
        #expect(request.requestID.bytes == Vectors.signedCallID)
        #expect(request.content == envelope.content)
        #expect(request.targets == .all)
    }

    @Test("takes signatures of keys of all kinds", arguments: KeyAlgorithm.allCases)
    func takesAllKinds(algorithm: KeyAlgorithm) throws {
        let key = try TestKey(1, algorithm)
        let envelope = try key.envelope(.call(Vectors.request(key.principal)))
        #expect(refusal(envelope) == nil)
        var other = envelope
        other.content = .call(Vectors.request(key.principal, nonce: [1]))
        #expect(refusal(other) == .invalidSignature(algorithm, size: 64))
        #expect(
            refusal(other)?.description
                == "Invalid signature: 64 bytes are no signature of the request id by the key of \(algorithm)")
    }

    @Test("takes anonymous requests without key, signature and delegations alone")
    func anonymous() {
        let content = RequestContent.call(Vectors.request())
        #expect(refusal(Envelope(content: content)) == nil)
        for envelope in [
            Envelope(content: content, senderPublicKey: Vectors.publicKey),
            Envelope(content: content, senderSignature: []), Envelope(content: content, senderDelegations: []),
        ] {
            #expect(refusal(envelope) == .anonymousWithSignature)
            #expect(refusal(envelope)?.description == "Signature is not allowed for the anonymous user.")
        }
    }

    @Test("wants key and signature of all others, and a key that the sender's principal is made of")
    func wantsKey() throws {
        let key = try TestKey(1)
        let content = RequestContent.call(Vectors.request(key.principal))
        let envelope = try key.envelope(content)
        var changed = envelope
        changed.senderPublicKey = nil
        #expect(refusal(changed) == .missingPublicKey(of: key.principal))
        #expect(refusal(changed)?.description == "Missing public key from user: \(key.principal.text)")
        changed = envelope
        changed.senderSignature = nil
        #expect(refusal(changed) == .missingSignature(of: key.principal))
        #expect(refusal(changed)?.description == "Missing signature from user: \(key.principal.text)")
        let other = try TestKey(2)
        changed = try other.envelope(content)
        #expect(refusal(changed) == .otherSender(key.principal, publicKey: other.publicKey.der))
        #expect(
            refusal(changed)?.description == "The user id '\(key.principal.text)' does not match the public key "
                + "'\(hex(other.publicKey.der))'")
        // A canister's principal is made of no key.
        let asCanister = RequestContent.call(Vectors.request(Vectors.canister))
        #expect(refusal(try key.envelope(asCanister)) == .otherSender(Vectors.canister, publicKey: key.publicKey.der))
    }

    @Test("refuses keys of kinds that it does not know, by name")
    func refusesKeys() throws {
        let der = bytes("3020300c060a2b0601040183b84301020310000a0000000000000000010173656564")
        let sender = Principal.selfAuthenticating(publicKey: der)
        let envelope = Envelope(
            content: .call(Vectors.request(sender)), senderPublicKey: der,
            senderSignature: [UInt8](repeating: 1, count: 64))
        #expect(
            refusal(envelope)?.description
                == "Invalid signature: Invalid public key: a key of canister signatures (1.3.6.1.4.1.56387.1.2) is not "
                + "supported; supported are Ed25519, and ECDSA on P-256 or secp256k1")
    }

    @Test("takes what expires from now until five and a half minutes from now")
    func expiry() throws {
        let key = try TestKey(1)
        func request(_ expiry: UInt64, _ sender: Principal = .anonymous) -> CanisterRequest {
            var request = Vectors.request(sender)
            request.terms.ingressExpiry = expiry
            return request
        }
        let now = Vectors.time
        let latest = now + 330 * Vectors.second
        for expiry in [now, now + 1, latest] {
            #expect(refusal(Envelope(content: .call(request(expiry)))) == nil)
            #expect(refusal(try key.envelope(.call(request(expiry, key.principal)))) == nil)
        }
        for expiry in [0, now - 1, latest + 1, .max] {
            let expected = RequestRefusal.expiryOutOfRange(earliest: now, latest: latest, found: expiry)
            #expect(refusal(Envelope(content: .call(request(expiry)))) == expected)
            let query = RequestContent.query(request(expiry, key.principal))
            let endpoint = Endpoint(.query, at: .canister(Vectors.canister))
            #expect(refusal(try key.envelope(query), sentTo: endpoint) == expected)
            // Anyone may ask at any time what anyone may know.
            #expect(refusal(Envelope(content: .query(request(expiry))), sentTo: endpoint) == nil)
            let terms = RequestTerms(sender: .anonymous, ingressExpiry: expiry)
            let readState = RequestContent.readState(ReadStateRequest(terms: terms, paths: []))
            let readEndpoint = Endpoint(.readState, at: .canister(Vectors.canister))
            #expect(refusal(Envelope(content: readState), sentTo: readEndpoint) == nil)
        }
        #expect(
            refusal(Envelope(content: .call(request(now - 1))))?.description
                == "Specified ingress_expiry not within expected range: Minimum allowed expiry: 2023-05-31T22:00:00Z, "
                + "Maximum allowed expiry: 2023-05-31T22:05:30Z, Provided expiry: 2023-05-31T21:59:59Z")
        let strict = EnvelopeVerifier(maximumLifetime: .seconds(10), permittedDrift: .zero)
        let soon = Envelope(content: .call(request(now + 10 * Vectors.second)))
        #expect(throws: Never.self) { try strict.verify(soon, sentTo: Self.endpoint, at: now) }
        let later = Envelope(content: .call(request(now + 10 * Vectors.second + 1)))
        #expect(throws: RequestRefusal.self) { try strict.verify(later, sentTo: Self.endpoint, at: now) }
        // A clock at its end does not overflow.
        #expect(throws: Never.self) {
            try strict.verify(Envelope(content: .call(request(.max))), sentTo: Self.endpoint, at: .max)
        }
    }

    @Test("holds nonces, paths and labels to their limits")
    func sizes() {
        func call(_ nonce: Int) -> Envelope {
            Envelope(content: .call(Vectors.request(nonce: [UInt8](repeating: 1, count: nonce))))
        }
        #expect(refusal(call(32)) == nil)
        #expect(refusal(call(33)) == .nonceTooLarge(found: 33))
        #expect(
            refusal(call(33))?.description == "Nonce in request is too big: got 33 bytes, but at most 32 are allowed.")
        func read(_ paths: Int, _ labels: Int) -> Envelope {
            let path = [[UInt8]](repeating: [1], count: labels)
            let paths = [[[UInt8]]](repeating: path, count: paths)
            return Envelope(content: .readState(ReadStateRequest(terms: Vectors.terms(), paths: paths)))
        }
        let endpoint = Endpoint(.readState, at: .canister(Vectors.canister))
        #expect(refusal(read(1_000, 1), sentTo: endpoint) == nil)
        #expect(refusal(read(1, 127), sentTo: endpoint) == nil)
        #expect(
            refusal(read(1_001, 1), sentTo: endpoint)?.description
                == "Too many paths in read state request: got 1001 paths, but at most 1000 are allowed.")
        #expect(
            refusal(read(1, 128), sentTo: endpoint)?.description
                == "A path in the read state request is too deep: got 128 labels, but at most 127 are allowed.")
    }

    @Test("takes a request only where its kind belongs")
    func kinds() {
        let query = Envelope(content: .query(Vectors.request()))
        #expect(refusal(query) == .otherKind(found: .query, expected: .call))
        #expect(
            refusal(query)?.description
                == "The request is of type 'query', but this address takes requests of type 'call'.")
        let call = Envelope(content: .call(Vectors.request()))
        #expect(
            refusal(call, sentTo: Endpoint(.readState, at: .canister(Vectors.canister)))
                == .otherKind(found: .call, expected: .readState))
    }

    @Test("refuses what a canister says of a sender without canister signatures")
    func senderInfo() throws {
        let key = try TestKey(1)
        var request = Vectors.request(key.principal)
        request.senderInfo = CanisterRequest.SenderInfo(info: [], signer: Vectors.canister, signature: [])
        #expect(refusal(try key.envelope(.call(request))) == .senderInfo)
        let endpoint = Endpoint(.query, at: .canister(Vectors.canister))
        #expect(refusal(try key.envelope(.query(request)), sentTo: endpoint) == .senderInfo)
    }
}
