import Candid
import ICProtocol
import KeyEncoding
import Testing
import TestSupport

@Suite("Delegations")
struct DelegationTests {
    private static let endpoint = Endpoint(.call, at: .canister(Vectors.canister))

    /// What becomes of a call by the key at the end of a chain.
    private func refusal(
        _ chain: [SignedDelegation], root: TestKey, signer: TestKey, kind: RequestContent.Kind = .call
    ) throws -> RequestRefusal? {
        let request = Vectors.request(root.principal)
        let content: RequestContent =
            switch kind {
            case .call: .call(request)
            case .query: .query(request)
            case .readState: .readState(ReadStateRequest(terms: request.terms, paths: []))
            }
        let envelope = try signer.envelope(content, root: root, delegations: chain)
        do throws(RequestRefusal) {
            _ = try EnvelopeVerifier().verify(
                envelope, sentTo: Endpoint(kind, at: .canister(Vectors.canister)), at: Vectors.time)
            return nil
        } catch {
            return error
        }
    }

    /// Keys of all kinds in turn, and the delegations from each to the next.
    private func chain(_ count: Int) throws -> (keys: [TestKey], chain: [SignedDelegation]) {
        let kinds = KeyAlgorithm.allCases
        let keys = try (0...count).map { try TestKey(UInt8($0), kinds[$0 % kinds.count]) }
        return (keys, try (0..<count).map { try keys[$0].delegate(to: keys[$0 + 1]) })
    }

    @Test("have the signature of the vector")
    func vector() throws {
        let key = try TestKey(.ed25519, secret: Vectors.seed)
        #expect(try key.sign(Vectors.delegation.signedBytes) == Vectors.delegationSignature)
        #expect(key.publicKey.isValidSignature(Vectors.delegationSignature, for: Vectors.delegation.signedBytes))
    }

    @Test("let keys of any kind sign for each other, up to twenty in a row")
    func chains() throws {
        for count in [0, 1, 2, 5, 20] {
            let (keys, chain) = try chain(count)
            #expect(try refusal(chain, root: keys[0], signer: keys[count]) == nil)
        }
        let (keys, chain) = try chain(21)
        let refusal = try refusal(chain, root: keys[0], signer: keys[21])
        #expect(refusal == .tooManyDelegations(found: 21))
        #expect(
            refusal?.description
                == "Chain of delegations is too long: got 21 delegations, but at most 20 are allowed.")
    }

    @Test("are of no use to another key than the last")
    func otherSigner() throws {
        let (keys, chain) = try chain(3)
        #expect(try refusal(chain, root: keys[0], signer: keys[2]) == .invalidSignature(.ed25519, size: 64))
        #expect(try refusal(Array(chain.prefix(2)), root: keys[0], signer: keys[3])
            == .invalidSignature(.secp256k1, size: 64))
    }

    @Test("must be signed by the key before, over all that they say")
    func signatures() throws {
        let (keys, chain) = try chain(3)
        for index in chain.indices {
            var changed = chain
            changed[index].signature[5] ^= 1
            let kind = KeyAlgorithm.allCases[index]
            #expect(try refusal(changed, root: keys[0], signer: keys[3]) == .invalidDelegation(index, kind))
            changed = chain
            changed[index].delegation.expiration += 1
            #expect(try refusal(changed, root: keys[0], signer: keys[3]) == .invalidDelegation(index, kind))
            changed = chain
            changed[index].delegation.targets = [Vectors.canister]
            #expect(try refusal(changed, root: keys[0], signer: keys[3]) == .invalidDelegation(index, kind))
            changed = chain
            changed[index].delegation.permissions = .all
            #expect(try refusal(changed, root: keys[0], signer: keys[3]) == .invalidDelegation(index, kind))
            changed = chain
            changed.remove(at: index)
            #expect(try refusal(changed, root: keys[0], signer: keys[3]) != nil)
        }
        #expect(try refusal(chain.reversed(), root: keys[0], signer: keys[3]) != nil)
    }

    @Test("must not come back to a key")
    func cycles() throws {
        let (keys, chain) = try chain(2)
        let toItself = try keys[0].delegate(to: keys[0])
        #expect(try refusal([toItself], root: keys[0], signer: keys[0]) == .repeatedKey(delegation: 0))
        let back = chain + [try keys[2].delegate(to: keys[1])]
        let refusal = try refusal(back, root: keys[0], signer: keys[1])
        #expect(refusal == .repeatedKey(delegation: 2))
        #expect(
            refusal?.description == "Invalid delegation: the chain of delegations contains at least one cycle: "
                + "delegation 2 is for a key that comes before it")
    }

    @Test("hold until they expire")
    func expiry() throws {
        let (root, session) = (try TestKey(1), try TestKey(2))
        #expect(try refusal([root.delegate(to: session, until: Vectors.time)], root: root, signer: session) == nil)
        let refusal = try refusal(
            [root.delegate(to: session, until: Vectors.time - 1)], root: root, signer: session)
        #expect(refusal == .expiredDelegation(0, expiration: Vectors.time - 1, now: Vectors.time))
        #expect(
            refusal?.description == "Invalid delegation expiry: Specified sender delegation 0 has expired: "
                + "Provided expiry: 2023-05-31T21:59:59Z, Local time: 2023-05-31T22:00:00Z")
    }

    @Test("hold for the canisters that all of them name")
    func targets() throws {
        let keys = try (0..<4).map { try TestKey($0) }
        let (here, other) = (Vectors.canister, principal("01"))
        func refusal(_ targets: [[Principal]?], _ kind: RequestContent.Kind = .call) throws -> RequestRefusal? {
            let chain = try targets.indices.map { try keys[$0].delegate(to: keys[$0 + 1], targets: targets[$0]) }
            return try self.refusal(chain, root: keys[0], signer: keys[targets.count], kind: kind)
        }
        for allowed in [[nil], [[here]], [[other, here]], [[here], nil, [here, other]], [nil, [here, here]]] {
            #expect(try refusal(allowed) == nil)
            #expect(try refusal(allowed, .query) == nil)
        }
        for refused in [[[]], [[other]], [[here], [other]], [[here, other], [other], nil], [nil, []]] {
            #expect(try refusal(refused) == .notATarget(here))
            #expect(try refusal(refused, .query) == .notATarget(here))
            // What may be read depends on the paths.
            #expect(try refusal(refused, .readState) == nil)
        }
        #expect(
            try refusal([[other]])?.description == "Canister '\(here.text)' is not one of the delegation targets.")
        let many = (0..<1_001).map { number in principal("0101" + String(number + 0x1000, radix: 16)) }
        #expect(try refusal([[here] + many.prefix(999)]) == nil)
        #expect(try refusal([many]) == .tooManyTargets(delegation: 0, found: 1_001))
        #expect(
            try refusal([many])?.description == "Invalid delegation: too many targets in delegation 0: got 1001 "
                + "targets, but at most 1000 are allowed.")
    }

    @Test("pass their targets on to what is decided later")
    func effectiveTargets() throws {
        let (root, middle, session) = (try TestKey(1), try TestKey(2), try TestKey(3))
        let (one, two, three) = (principal("01"), principal("02"), principal("03"))
        let chain = [
            try root.delegate(to: middle, targets: [one, two]), try middle.delegate(to: session, targets: [two, three]),
        ]
        let content = RequestContent.readState(ReadStateRequest(terms: Vectors.terms(root.principal), paths: []))
        let request = try EnvelopeVerifier().verify(
            session.envelope(content, root: root, delegations: chain),
            sentTo: Endpoint(.readState, at: .canister(one)), at: Vectors.time)
        #expect(request.targets == .only([two]))
        #expect(request.targets.contains(two))
        #expect(!request.targets.contains(one))
    }

    @Test("may keep calls out, and give no right if they say what is not known")
    func permissions() throws {
        let (root, middle, session) = (try TestKey(1), try TestKey(2), try TestKey(3))
        func refusal(_ permissions: Delegation.Permissions, _ kind: RequestContent.Kind) throws -> RequestRefusal? {
            // It does not matter which of them says so.
            let chain = [
                try root.delegate(to: middle, permissions: permissions), try middle.delegate(to: session),
            ]
            return try self.refusal(chain, root: root, signer: session, kind: kind)
        }
        for kind in RequestContent.Kind.allCases {
            #expect(try refusal(.all, kind) == nil)
            #expect(try refusal(.queries, kind) == (kind == .call ? .onlyQueries : nil))
            #expect(try refusal(.unknown("updates"), kind) == .unknownPermission("updates"))
        }
        #expect(
            try refusal(.unknown("updates"), .query)?.description
                == "Invalid delegation: its permissions are 'updates', where 'queries' or 'all' was expected")
        #expect(
            try refusal(.queries, .call)?.description
                == "Invalid delegation: its permissions are 'queries', which do not allow calls")
    }

    @Test("to keys that cannot be read are refused")
    func otherKeys() throws {
        let root = try TestKey(1)
        let delegation = Delegation(publicKey: [1, 2], expiration: Vectors.time)
        let link = SignedDelegation(delegation: delegation, signature: try root.sign(delegation.signedBytes))
        let refusal = try refusal([link], root: root, signer: root)
        #expect(
            refusal?.description == "Invalid delegation: Invalid public key of delegation 0: the key has an element "
                + "with tag 0x1 at byte 0, where a sequence was expected")
    }
}
