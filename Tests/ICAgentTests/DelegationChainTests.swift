import Candid
import Foundation
import ICAgent
import ICProtocol
import KeyEncoding
import Testing
import TestSupport

@Suite("Chains of delegations")
struct DelegationChainTests {
    private func identities(_ count: Int) throws -> [any KeyIdentity] {
        var random = SplitMix64(seed: 5)
        return try (0..<count).map { try Identities.make(KeyAlgorithm.allCases[$0 % 3], &random) }
    }

    private func chain(_ identities: [any KeyIdentity], targets: [Principal]? = nil) throws -> DelegationChain {
        var chain = DelegationChain(publicKey: identities[0].publicKey.der, delegations: [])
        for (one, next) in zip(identities, identities.dropFirst()) {
            chain = chain.appending(
                try one.delegate(to: next.publicKey.der, until: time + 1, targets: targets))
        }
        return chain
    }

    @Test("let a session's key speak for the first")
    func delegates() throws {
        for count in [2, 3, 8] {
            let identities = try identities(count)
            let identity = try DelegatedIdentity(session: identities[count - 1], chain: chain(identities))
            #expect(identity.principal == identities[0].principal)
            let request = try verify(try identity.envelope(for: call(identity.principal)))
            #expect(request.sender == identities[0].principal)
            #expect(throws: IdentityError.self) { try identity.envelope(for: call(identities[1].principal)) }
        }
    }

    @Test("carry their targets and permissions to the replica")
    func restricts() throws {
        let identities = try identities(2)
        let (root, session) = (identities[0], identities[1])
        let other = try DelegatedIdentity(session: session, chain: chain(identities, targets: [.anonymous]))
        #expect(throws: RequestRefusal.notATarget(canister)) {
            try verify(try other.envelope(for: call(other.principal)))
        }
        let link = try root.delegate(to: session.publicKey.der, until: time, permissions: .queries)
        let queries = try DelegatedIdentity(
            session: session, chain: DelegationChain(publicKey: root.publicKey.der, delegations: [link]))
        #expect(throws: RequestRefusal.onlyQueries) { try verify(try queries.envelope(for: call(queries.principal))) }
        #expect(queries.chain.expiration == time)
    }

    @Test("that are broken, or for another key, make no identity")
    func refuses() throws {
        let identities = try identities(4)
        let good = try chain(identities)
        #expect(throws: IdentityError.chain(.otherKey)) {
            try DelegatedIdentity(session: identities[2], chain: good)
        }
        #expect(throws: IdentityError.chain(.otherKey)) {
            try DelegatedIdentity(
                session: identities[0],
                chain: DelegationChain(publicKey: identities[0].publicKey.der, delegations: []))
        }
        for index in good.delegations.indices {
            var links = good.delegations
            links[index].delegation.expiration += 1
            let chain = DelegationChain(publicKey: good.publicKey, delegations: links)
            let error = #expect(throws: IdentityError.chain(.invalidSignature(delegation: index))) {
                try DelegatedIdentity(session: identities[3], chain: chain)
            }
            #expect(error?.description == "delegation \(index) of the chain is not signed by the key before it")
        }
        let long = DelegationChain(
            publicKey: good.publicKey,
            delegations: [SignedDelegation](repeating: good.delegations[0], count: 21))
        #expect(throws: IdentityError.chain(.tooLong(found: 21))) {
            try DelegatedIdentity(session: identities[3], chain: long)
        }
    }

    @Test("may begin with a key that is not verified here, such as one of canister signatures")
    func canisterSignatures() throws {
        let identities = try identities(2)
        let root = bytes("3020300c060a2b0601040183b84301020310000a0000000000000000010173656564")
        let delegation = Delegation(publicKey: identities[0].publicKey.der, expiration: time)
        let chain = DelegationChain(
            publicKey: root, delegations: [SignedDelegation(delegation: delegation, signature: [1, 2, 3])])
        let identity = try DelegatedIdentity(session: identities[0], chain: chain)
        #expect(identity.principal == .selfAuthenticating(publicKey: root))
    }

    @Test("come back from JSON")
    func roundTrip() throws {
        for targets in [nil, [], [canister, .managementCanister]] as [[Principal]?] {
            var chain = try chain(identities(4), targets: targets)
            #expect(try DelegationChain(json: chain.json) == chain)
            let last = Delegation(publicKey: [1], expiration: .max, permissions: .queries)
            chain = chain.appending(SignedDelegation(delegation: last, signature: []))
            #expect(try DelegationChain(json: chain.json) == chain)
        }
    }

    @Test("have the JSON that JavaScript agents write and read")
    func json() throws {
        let delegation = Delegation(publicKey: [0xab, 0xcd], expiration: 0x1764_5959_27e9_c000, targets: [canister])
        let chain = DelegationChain(
            publicKey: [1, 2], delegations: [SignedDelegation(delegation: delegation, signature: [0xff])])
        let text =
            "{\"delegations\":[{\"delegation\":{\"expiration\":\"1764595927e9c000\",\"pubkey\":\"abcd\","
            + "\"targets\":[\"00000000000004d2\"]},\"signature\":\"ff\"}],\"publicKey\":\"0102\"}"
        #expect(try chain.json == text)
        #expect(try DelegationChain(json: text) == chain)
        #expect(try DelegationChain(json: text.replacing("abcd", with: "ABCD")) == chain)
    }

    @Test(
        "in other texts are refused",
        arguments: [
            ("", "the delegation chain is not JSON as agents write it: it cannot be parsed"),
            ("{}", "the delegation chain is not JSON as agents write it: it lacks 'delegations'"),
            ("{\"delegations\":[],\"publicKey\":7}",
             "the delegation chain is not JSON as agents write it: 'publicKey' is of another type"),
            ("{\"delegations\":[],\"publicKey\":\"0\"}", "the delegation chain's 'publicKey' is not hexadecimal"),
            ("{\"delegations\":[],\"publicKey\":\"zz\"}", "the delegation chain's 'publicKey' is not hexadecimal"),
            (Self.text(expiration: "10000000000000000"),
             "the delegation chain's expiration '10000000000000000' is no number of 64 bits in hexadecimal"),
            (Self.text(expiration: "+1"),
             "the delegation chain's expiration '+1' is no number of 64 bits in hexadecimal"),
            (Self.text(target: String(repeating: "01", count: 30)),
             "the delegation chain has a target of 30 bytes, where at most 29 were expected"),
            (Self.text(signature: "0x01"), "the delegation chain's 'signature' is not hexadecimal"),
        ])
    func refusesTexts(text: String, message: String) {
        let error = #expect(throws: DelegationChainError.self) { try DelegationChain(json: text) }
        #expect(error?.description == message)
    }

    @Test("of more than twenty delegations, or of more bytes than any has, are refused")
    func limits() throws {
        let link = SignedDelegation(delegation: Delegation(publicKey: [1], expiration: 1), signature: [1])
        let long = DelegationChain(publicKey: [1], delegations: [SignedDelegation](repeating: link, count: 21))
        #expect(throws: DelegationChainError.tooLong(found: 21)) { try DelegationChain(json: long.json) }
        let size = DelegationChain.maximumJSONSize + 1
        #expect(throws: DelegationChainError.tooLarge(size: size, maximum: size - 1)) {
            try DelegationChain(json: String(repeating: " ", count: size))
        }
    }

    private static func text(
        expiration: String = "1", target: String = "01", signature: String = "01"
    ) -> String {
        "{\"delegations\":[{\"delegation\":{\"expiration\":\"\(expiration)\",\"pubkey\":\"01\","
            + "\"targets\":[\"\(target)\"]},\"signature\":\"\(signature)\"}],\"publicKey\":\"01\"}"
    }
}
