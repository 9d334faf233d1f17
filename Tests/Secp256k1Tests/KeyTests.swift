import KeyEncoding
import Secp256k1
import Testing
import TestSupport

@Suite("Keys of secp256k1")
struct KeyTests {
    private static let one = [UInt8](repeating: 0, count: 31) + [1]
    private static let generator = bytes(
        "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
            + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")

    @Test("the secret 1 has the curve's generator as public key")
    func generator() throws {
        let key = try PrivateKey(secret: Self.one)
        #expect(key.publicKey.uncompressed == Self.generator)
        #expect(key.publicKey.der == bytes("3056301006072a8648ce3d020106052b8104000a034200") + Self.generator)
    }

    @Test("secrets that are zero, too great or of another length are none")
    func refusesSecrets() throws {
        var last = CurveOrder.secp256k1
        last[31] -= 1
        _ = try PrivateKey(secret: last)
        for secret in [[UInt8](repeating: 0, count: 32), CurveOrder.secp256k1, [UInt8](repeating: 255, count: 32),
            [], [UInt8](repeating: 1, count: 31), [UInt8](repeating: 1, count: 33)]
        {
            #expect(throws: Secp256k1Error.secretOutOfRange) { try PrivateKey(secret: secret) }
        }
    }

    @Test("points beside the curve are no keys")
    func refusesPoints() {
        var beside = Self.generator
        beside[64] ^= 1
        let infinity: [UInt8] = [0]
        let tooGreat = [4] + [UInt8](repeating: 255, count: 64)
        for point in [beside, infinity, tooGreat, [], Array(Self.generator.dropLast())] {
            #expect(throws: Secp256k1Error.notAPoint) { try PublicKey(uncompressed: point) }
        }
    }

    @Test("signatures are valid for their message and key alone, and have the lesser s")
    func signs() throws {
        let half = bytes("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0")
        for number in 0..<50 as Range<UInt8> {
            let key = try PrivateKey()
            let message = [UInt8](repeating: number, count: Int(number))
            let signature = try key.sign(message)
            #expect(signature.count == 64)
            #expect(key.publicKey.isValidSignature(signature, for: message))
            #expect(!key.publicKey.isValidSignature(signature, for: message + [0]))
            #expect(try !PrivateKey().publicKey.isValidSignature(signature, for: message))
            #expect(!half.lexicographicallyPrecedes(Array(signature[32...])))
        }
    }

    @Test("both values of s are valid, and nothing else is")
    func malleability() throws {
        let key = try PrivateKey(secret: Self.one)
        let signature = try key.sign([1, 2, 3])
        let low = try #require(ECDSASignature(concatenated: signature))
        var borrow = 0
        var high = [UInt8](repeating: 0, count: 32)
        for index in (0..<32).reversed() {
            let value = Int(CurveOrder.secp256k1[index]) - Int(low.s[index]) - borrow
            borrow = value < 0 ? 1 : 0
            high[index] = UInt8(value & 255)
        }
        #expect(key.publicKey.isValidSignature(low.r + high, for: [1, 2, 3]))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 0x10
            #expect(!key.publicKey.isValidSignature(changed, for: [1, 2, 3]))
        }
        for other in [[], Array(signature.dropLast()), signature + [0], [UInt8](repeating: 0, count: 64), low.der] {
            #expect(!key.publicKey.isValidSignature(other, for: [1, 2, 3]))
        }
    }

    @Test("come back from files, and a public key that does not belong there is noticed")
    func files() throws {
        let key = try PrivateKey()
        for format in PrivateKeyFile.Format.allCases {
            #expect(try PrivateKey(pem: key.file.pem(format)).secret == key.secret)
        }
        let other = try PrivateKeyFile(
            algorithm: .secp256k1, secret: key.secret, publicKey: PrivateKey().publicKey.uncompressed)
        #expect(throws: Secp256k1Error.otherPublicKey) { try PrivateKey(pem: other.pem(.sec1)) }
        let p256 = try PrivateKeyFile(algorithm: .p256, secret: key.secret, publicKey: nil)
        #expect(throws: Secp256k1Error.otherAlgorithm(.p256)) { try PrivateKey(p256) }
        #expect(throws: Secp256k1Error.encoding(.noBlock)) { try PrivateKey(pem: "") }
    }
}
