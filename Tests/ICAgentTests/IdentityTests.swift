import Candid
import ICAgent
import ICProtocol
import KeyEncoding
import Testing
import TestSupport

@Suite("Identities")
struct IdentityTests {
    @Test("of the vectors' key make the vectors' envelope")
    func vector() throws {
        let identity = try Ed25519Identity(
            seed: bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
        #expect(identity.principal.text == "e73il-iz5tp-nkgt7-idxyw-ngkah-47bpv-qdase-pzde6-g6vwc-a3eql-jae")
        #expect(
            try identity.envelope(for: call(identity.principal)).encoded
                == bytes(
                    "d9d9f7a367636f6e74656e74a66c726571756573745f747970656463616c6c6b63616e69737465725f69644800"
                        + "000000000004d26b6d6574686f645f6e616d656568656c6c6f63617267474449444c00fd2a6673656e64657258"
                        + "1d3d9bdaa34fe81df16699403f3e17d6030488fc8c9e37ab61036482d2026e696e67726573735f657870697279"
                        + "1b1764595927e9c0006d73656e6465725f7075626b6579582c302a300506032b6570032100d75a980182b10ab7"
                        + "d54bfed3c964073a0ee172f3daa62325af021a68f707511a6a73656e6465725f736967584060df381ba9f3cc73"
                        + "4642f5ea9284810987cf4a436eac9db41fbb4d424a7387b2f313b77f856de47225dc3943630cc88bcf46da02b6"
                        + "7a6336c0f1cfecf5fe7a01"))
    }

    @Test("of all kinds sign what a replica takes", arguments: KeyAlgorithm.allCases)
    func signs(algorithm: KeyAlgorithm) throws {
        var random = SplitMix64(seed: 1)
        for number in 0..<20 as Range<UInt8> {
            let identity = try Identities.make(algorithm, &random)
            let envelope = try identity.envelope(for: call(identity.principal, nonce: [number]))
            #expect(try verify(envelope).sender == identity.principal)
            #expect(identity.publicKey.info.algorithm == algorithm)
        }
    }

    @Test("are new each time they are made of the system's randomness")
    func fresh() throws {
        let identities: [any KeyIdentity] = [
            try Ed25519Identity(), try Ed25519Identity(), try P256Identity(), try P256Identity(),
            try Secp256k1Identity(), try Secp256k1Identity(),
        ]
        #expect(Set(identities.map(\.principal)).count == identities.count)
        for identity in identities { _ = try verify(try identity.envelope(for: call(identity.principal))) }
    }

    @Test("that are anonymous sign nothing")
    func anonymous() throws {
        let envelope = try AnonymousIdentity().envelope(for: call(.anonymous))
        #expect(envelope == Envelope(content: call(.anonymous)))
        #expect(try verify(envelope).sender == .anonymous)
    }

    @Test("sign no request of another sender")
    func otherSender() throws {
        var random = SplitMix64(seed: 2)
        let identities: [any Identity] =
            [AnonymousIdentity()] + (try KeyAlgorithm.allCases.map { try Identities.make($0, &random) })
        for identity in identities {
            let error = #expect(throws: IdentityError.otherSender(found: canister, expected: identity.principal)) {
                try identity.envelope(for: call(canister))
            }
            #expect(
                error?.description == "the request is of sender \(canister.text), where the identity's "
                    + "\(identity.principal.text) was expected")
        }
    }

    @Test("come back from files in every format", arguments: KeyAlgorithm.allCases, PrivateKeyFile.Format.allCases)
    func files(algorithm: KeyAlgorithm, format: PrivateKeyFile.Format) throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<5 {
            let identity = try Identities.make(algorithm, &random)
            let read = try IdentityFile.identity(pem: identity.pem(format))
            #expect(read.publicKey == identity.publicKey)
            _ = try verify(try read.envelope(for: call(identity.principal)))
        }
    }

    @Test("come from no file whose public key belongs to another secret, or whose secret is out of range")
    func refusesFiles() throws {
        var random = SplitMix64(seed: 4)
        for algorithm in KeyAlgorithm.allCases {
            let (one, other) = (try Identities.make(algorithm, &random), try Identities.make(algorithm, &random))
            let mixed = try PrivateKeyFile(
                algorithm: algorithm, secret: one.file.secret, publicKey: other.publicKey.info.point)
            #expect(throws: IdentityError.otherPublicKey) {
                try IdentityFile.identity(pem: mixed.pem(.pkcs8Version2))
            }
            guard algorithm != .ed25519 else { continue }
            let zero = try PrivateKeyFile(
                algorithm: algorithm, secret: [UInt8](repeating: 0, count: 32), publicKey: nil)
            let error = #expect(throws: IdentityError.secretOutOfRange(algorithm)) {
                try IdentityFile.identity(pem: zero.pem(.pkcs8))
            }
            #expect(error?.description == "the secret is not one that a key of \(algorithm) can have")
        }
        let file = try Ed25519Identity().file
        #expect(throws: IdentityError.otherAlgorithm(found: .ed25519, expected: .p256)) { try P256Identity(file) }
        #expect(throws: IdentityError.otherAlgorithm(found: .ed25519, expected: .secp256k1)) {
            try Secp256k1Identity(file)
        }
        #expect(throws: IdentityError.encoding(.noBlock)) { try IdentityFile.identity(pem: "no key") }
    }
}
