import TestSupport
import Testing

@testable import BLS12381

@Suite("Signatures")
struct SigningTests {
    private let secret: SecretKey
    private let key: PublicKey

    init() throws {
        secret = try SecretKey(seed: Array("a seed for tests, of at least 32 bytes".utf8))
        key = secret.publicKey
    }

    @Test("are valid for their key and message, also where the key is prepared")
    func valid() throws {
        var generator = SplitMix64(seed: 1)
        let prepared = PreparedPublicKey(key)
        #expect(prepared.publicKey == key)
        for _ in 0..<caseCount(2) {
            let message = randomBytes(Int.random(in: 0...200, using: &generator), &generator)
            let signature = secret.sign(message)
            #expect(signature == secret.sign(message))
            #expect(key.isValidSignature(signature, for: message))
            #expect(prepared.isValidSignature(signature, for: message))
            let reread = try Signature(compressed: signature.compressed)
            #expect(try PublicKey(compressed: key.compressed).isValidSignature(reread, for: message))
        }
    }

    @Test("are not valid for another message, another key, or negated")
    func invalid() throws {
        let signature = secret.sign([1, 2, 3])
        let prepared = PreparedPublicKey(key)
        #expect(prepared.isValidSignature(signature, for: [1, 2, 3]))
        for message in [[], [1, 2], [1, 2, 3, 0], [1, 2, 2], [0x81, 2, 3]] as [[UInt8]] {
            #expect(!prepared.isValidSignature(signature, for: message))
        }
        var generator = SplitMix64(seed: 2)
        let other = try SecretKey(seed: randomBytes(32, &generator))
        #expect(!other.publicKey.isValidSignature(signature, for: [1, 2, 3]))
        #expect(!prepared.isValidSignature(other.sign([1, 2, 3]), for: [1, 2, 3]))
        #expect(!prepared.isValidSignature(Signature(point: -signature.point), for: [1, 2, 3]))
        #expect(!PublicKey(point: -key.point).isValidSignature(signature, for: [1, 2, 3]))
        // Both signs at once cancel each other.
        #expect(PublicKey(point: -key.point).isValidSignature(Signature(point: -signature.point), for: [1, 2, 3]))
    }

    @Test("are refused or not valid with any bit changed")
    func changedBits() throws {
        var generator = SplitMix64(seed: 3)
        let prepared = PreparedPublicKey(key)
        let signature = secret.sign([7]).compressed
        var (refused, judged) = (0, 0)
        for bit in 0..<384 {
            var changed = signature
            changed[bit / 8] ^= 0x80 >> UInt8(bit % 8)
            if let other = try? Signature(compressed: changed) {
                #expect(!prepared.isValidSignature(other, for: [7]))
                judged += 1
            } else {
                refused += 1
            }
        }
        // The bit that chooses between y and -y is the only one that leads to another point of the group.
        #expect(judged == 1 && refused == 383)
        let keyBytes = key.compressed
        for bit in (0..<caseCount(16)).map({ _ in Int.random(in: 0..<768, using: &generator) }) where bit != 2 {
            var changed = keyBytes
            changed[bit / 8] ^= 0x80 >> UInt8(bit % 8)
            #expect(throws: BLSError.self) { try PublicKey(compressed: changed) }
        }
    }

    @Test("come from keys that seeds determine")
    func seeds() throws {
        // As py_ecc's KeyGen has it.
        let known = try SecretKey(seed: Array(0..<32))
        #expect(hex(known.bytes) == "23360db7e337b0a32b264e06bc11c1b474d16f55665373de1ce93cf15ddb3456")
        #expect(try SecretKey(seed: [UInt8](repeating: 0, count: 32)).bytes != SecretKey(seed: Array(0..<32)).bytes)
        for count in [0, 16, 31] {
            #expect(throws: BLSError.seedTooShort(found: count, minimum: 32)) {
                try SecretKey(seed: [UInt8](repeating: 1, count: count))
            }
        }
    }

    @Test("come from keys between zero and the order")
    func secretKeys() throws {
        let one = try SecretKey(bytes: [UInt8](repeating: 0, count: 31) + [1])
        #expect(one.publicKey.point == G2.generator)
        #expect(one.sign([1]).point == HashToCurve.hash([1]).affine)
        let last = UInt64.bigEndianBytes(of: (Parameters.order - Integer(1)).words)
        #expect(try SecretKey(bytes: last).publicKey.point == -G2.generator)
        #expect(try SecretKey(bytes: secret.bytes).publicKey == key)
        let order = UInt64.bigEndianBytes(of: CurveParameter.order)
        for bytes in [[UInt8](repeating: 0, count: 32), order, [UInt8](repeating: 0xff, count: 32)] {
            #expect(throws: BLSError.secretKeyOutOfRange) { try SecretKey(bytes: bytes) }
        }
        for count in [0, 31, 33] {
            #expect(throws: BLSError.secretKeyLength(found: count)) {
                try SecretKey(bytes: [UInt8](repeating: 1, count: count))
            }
        }
    }
}
