import Candid
import ICProtocol
import KeyEncoding
import Testing
import TestSupport

@Suite("Public keys")
struct PublicKeyTests {
    @Test(
        "stand for the principals that other implementations make of them",
        arguments: [
            (KeyAlgorithm.ed25519, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
             "e73il-iz5tp-nkgt7-idxyw-ngkah-47bpv-qdase-pzde6-g6vwc-a3eql-jae"),
            (.secp256k1, "0000000000000000000000000000000000000000000000000000000000000001",
             "vh5jj-2v5av-uunuh-hbba5-pss3b-vrzng-7dqdp-xcku3-zj2tc-36shc-bqe"),
            (.p256, "0000000000000000000000000000000000000000000000000000000000000001",
             "svixd-dijgl-w65hb-fx6lq-ctonm-iiyi2-hprpy-gmara-jouum-z4mxg-3ae"),
        ])
    func principals(algorithm: KeyAlgorithm, secret: String, text: String) throws {
        #expect(try TestKey(algorithm, secret: bytes(secret)).principal.text == text)
    }

    @Test("verify their own signatures and no others", arguments: KeyAlgorithm.allCases)
    func verifies(algorithm: KeyAlgorithm) throws {
        let key = try TestKey(3, algorithm)
        let signature = try key.sign([1, 2, 3])
        #expect(key.publicKey.isValidSignature(signature, for: [1, 2, 3]))
        #expect(!key.publicKey.isValidSignature(signature, for: [1, 2]))
        #expect(try !TestKey(4, algorithm).publicKey.isValidSignature(signature, for: [1, 2, 3]))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 4
            #expect(!key.publicKey.isValidSignature(changed, for: [1, 2, 3]))
        }
        for other in [[], Array(signature.dropLast()), signature + [0], [UInt8](repeating: 0, count: 64)] {
            #expect(!key.publicKey.isValidSignature(other, for: [1, 2, 3]))
        }
    }

    @Test("are read from DER; points beside the curve, and keys of other kinds, are refused")
    func reads() throws {
        for algorithm in KeyAlgorithm.allCases {
            let key = try TestKey(5, algorithm).publicKey
            #expect(try ICProtocol.PublicKey(der: key.der) == key)
            guard algorithm != .ed25519 else { continue }
            var beside = key.der
            beside[beside.count - 1] ^= 1
            let error = #expect(throws: PublicKeyError.notAPoint(algorithm)) { try ICProtocol.PublicKey(der: beside) }
            #expect(error?.description == "the key is no point of the curve of \(algorithm)")
        }
        let canisterSignature = bytes("3020300c060a2b0601040183b84301020310000a0000000000000000010173656564")
        #expect(throws: PublicKeyError.encoding(.unsupportedAlgorithm(.canisterSignature))) {
            try ICProtocol.PublicKey(der: canisterSignature)
        }
    }
}
