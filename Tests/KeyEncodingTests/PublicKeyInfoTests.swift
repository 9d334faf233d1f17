import KeyEncoding
import Testing
import TestSupport

@Suite("Public keys in DER")
struct PublicKeyInfoTests {
    static let x = String(repeating: "11", count: 64)
    static let keys: [(algorithm: KeyAlgorithm, der: String)] = [
        (.ed25519, "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
        (.secp256k1, "3056301006072a8648ce3d020106052b8104000a03420004" + x),
        (.p256, "3059301306072a8648ce3d020106082a8648ce3d03010703420004" + x),
    ]

    @Test("come back byte for byte", arguments: keys)
    func roundTrip(algorithm: KeyAlgorithm, der: String) throws {
        let key = try PublicKeyInfo(der: bytes(der))
        #expect(key.algorithm == algorithm)
        #expect(key.der == bytes(der))
        #expect(try PublicKeyInfo(algorithm: algorithm, point: key.point) == key)
        #expect(key.der.count == ([.ed25519: 44, .secp256k1: 88, .p256: 91] as [KeyAlgorithm: Int])[algorithm])
    }

    @Test(
        "of kinds that are not supported are refused by name",
        arguments: [
            ("3020300c060a2b0601040183b84301020310000a0000000000000000010173656564",
             "a key of canister signatures (1.3.6.1.4.1.56387.1.2) is not supported"),
            ("3012300c060a2b0601040183b8430101030200a0", "a key of WebAuthn (1.3.6.1.4.1.56387.1.1) is not supported"),
            ("300a300506032b6571030100", "a key of Ed448 (1.3.101.113) is not supported"),
            ("3013300d06092a864886f70d0101010500030200ff", "a key of RSA (1.2.840.113549.1.1.1) is not supported"),
            ("3016301006072a8648ce3d020106052b81040022030204ff", "a key of P-384 (1.3.132.0.34) is not supported"),
            ("300b300606042b0603090301ff", "a key of algorithm 1.3.6.3.9 is not supported"),
            ("301f301d060d2b0601040182dc7c0503010201060c2b0601040182dc7c05030201",
             "a key of BLS signatures (1.3.6.1.4.1.44668.5.3.1.2.1) is not supported"),
        ])
    func refusesByName(der: String, message: String) {
        let error = #expect(throws: KeyEncodingError.self) { try PublicKeyInfo(der: bytes(der)) }
        #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
    }

    @Test("that are compressed, too short or too long are refused")
    func refusesOtherPoints() {
        #expect(throws: KeyEncodingError.size(of: "the public key", expected: 32, found: 31)) {
            try PublicKeyInfo(algorithm: .ed25519, point: [UInt8](repeating: 1, count: 31))
        }
        #expect(throws: KeyEncodingError.size(of: "the public key", expected: 65, found: 66)) {
            try PublicKeyInfo(algorithm: .p256, point: [4] + [UInt8](repeating: 1, count: 65))
        }
        let error = #expect(throws: KeyEncodingError.self) {
            try PublicKeyInfo(algorithm: .secp256k1, point: [2] + [UInt8](repeating: 1, count: 32))
        }
        #expect(error?.description == "the key is not DER: a point that is not uncompressed, but of form 2, at byte 0")
    }

    @Test("cut short or with something behind are refused, at each byte", arguments: keys)
    func refusesCutKeys(algorithm: KeyAlgorithm, der: String) {
        let der = bytes(der)
        for count in der.indices {
            #expect(throws: KeyEncodingError.self) { try PublicKeyInfo(der: Array(der[..<count])) }
        }
        #expect(throws: KeyEncodingError.trailingBytes(offset: der.count, count: 1)) {
            try PublicKeyInfo(der: der + [0])
        }
    }

    @Test("with a bit flipped are refused or are another key, never the same", arguments: keys)
    func flips(algorithm: KeyAlgorithm, der: String) throws {
        let der = bytes(der)
        let key = try PublicKeyInfo(der: der)
        for index in der.indices {
            for bit in 0..<8 {
                var changed = der
                changed[index] ^= 1 << bit
                if let other = try? PublicKeyInfo(der: changed) {
                    #expect(other != key)
                    #expect(other.der == changed)
                }
            }
        }
    }

    @Test(
        "in forms that are BER but not DER are refused",
        arguments: [
            "30812a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "3080300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a0000",
            "302a300506032b6570032101d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        ])
    func refusesOtherForms(der: String) {
        let error = #expect(throws: KeyEncodingError.self) { try PublicKeyInfo(der: bytes(der)) }
        #expect(error?.description.hasPrefix("the key is not DER: ") == true)
    }
}
