import TestSupport
import Testing

@testable import BLS12381

@Suite("An independent implementation")
struct IndependentImplementationTests {
    private typealias Case = IndependentImplementation.Case

    @Test("agrees with ours, and ours with it, on what is valid and what is not")
    func agrees() throws {
        var generator = SplitMix64(seed: 12381)
        var cases: [Case] = []
        for _ in 0..<caseCount(2) { cases += try signatures(&generator) }
        for _ in 0..<caseCount(3) { cases += try secretsAndHashes(&generator) }
        for _ in 0..<caseCount(6) { cases += encodings(&generator) }
        cases.append(try pairing(&generator))

        let made = try IndependentImplementation.judge(cases, making: caseCount(8), seed: 12381)
        #expect(made.count == caseCount(8))
        for item in made { try check(item) }
        print("\(cases.count) cases of ours and \(made.count) of py_ecc's")
    }

    /// A signature, and the same with a change.
    private func signatures(_ generator: inout SplitMix64) throws -> [Case] {
        let secret = try SecretKey(seed: randomBytes(32, &generator))
        let message = randomBytes(Int.random(in: 1...300, using: &generator), &generator)
        let signature = secret.sign(message)
        var valid = Case("signature")
        valid.key = hex(secret.publicKey.compressed)
        valid.signature = hex(signature.compressed)
        valid.message = hex(message)
        valid.valid = secret.publicKey.isValidSignature(signature, for: message)
        #expect(valid.valid == true)

        var changed = message
        changed[Int.random(in: 0..<message.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        var invalid = valid
        invalid.message = hex(changed)
        invalid.valid = secret.publicKey.isValidSignature(signature, for: changed)
        #expect(invalid.valid == false)
        return [valid, invalid]
    }

    private func secretsAndHashes(_ generator: inout SplitMix64) throws -> [Case] {
        var secret = Case("secret")
        let seed = randomBytes(Int.random(in: 32...80, using: &generator), &generator)
        let key = try SecretKey(seed: seed)
        secret.seed = hex(seed)
        secret.secret = hex(key.bytes)
        secret.key = hex(key.publicKey.compressed)

        var hash = Case("hash")
        let message = randomBytes(Int.random(in: 0...300, using: &generator), &generator)
        hash.message = hex(message)
        hash.point = hex(try #require(HashToCurve.hash(message).affine).compressed)
        return [secret, hash]
    }

    /// Points of both groups, of the curves beside them, and each with one bit changed.
    private func encodings(_ generator: inout SplitMix64) -> [Case] {
        func encoding(_ group: String, _ bytes: [UInt8], _ isAccepted: Bool) -> Case {
            var encoding = Case("encoding")
            encoding.group = group
            encoding.bytes = hex(bytes)
            encoding.accepted = isAccepted
            return encoding
        }
        func changed(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            let bit = Int.random(in: 0..<8 * bytes.count, using: &generator)
            bytes[bit / 8] ^= 0x80 >> UInt8(bit % 8)
            return bytes
        }
        let first = [G1.randomCurvePoint(&generator).compressed, G1.randomPoint(&generator).affine?.compressed ?? []]
        let second = [G2.randomCurvePoint(&generator).compressed, G2.randomPoint(&generator).affine?.compressed ?? []]
        return (first + first.map(changed)).map { encoding("G1", $0, (try? Signature(compressed: $0)) != nil) }
            + (second + second.map(changed)).map { encoding("G2", $0, (try? PublicKey(compressed: $0)) != nil) }
    }

    private func pairing(_ generator: inout SplitMix64) throws -> Case {
        let first = try #require(G1.randomPoint(&generator).affine)
        let second = try #require(G2.randomPoint(&generator).affine)
        let value = Pairing.product([(JacobianPoint(first), LineFunctions(second))])
        var pairing = Case("pairing")
        pairing.first = hex(first.compressed)
        pairing.second = hex(second.compressed)
        // w² = v: the powers of w take turns between the two coefficients in Fp6.
        pairing.value = zip(
            [value.c0.c0, value.c0.c1, value.c0.c2], [value.c1.c0, value.c1.c1, value.c1.c2]
        ).flatMap { [$0.c0, $0.c1, $1.c0, $1.c1] }.map { hex($0.bytes) }
        return pairing
    }

    /// Judges a signature that the other side made.
    private func check(_ item: Case) throws {
        let seed = try #require([UInt8](hexadecimal: item.seed ?? ""))
        let keyBytes = try #require([UInt8](hexadecimal: item.key ?? ""))
        let signatureBytes = try #require([UInt8](hexadecimal: item.signature ?? ""))
        let message = try #require([UInt8](hexadecimal: item.message ?? ""))
        let key = try PublicKey(compressed: keyBytes)
        let signature = try? Signature(compressed: signatureBytes)
        #expect(signature.map { key.isValidSignature($0, for: message) } ?? false == item.valid)
        guard item.valid == true else { return }
        let secret = try SecretKey(seed: seed)
        #expect(secret.publicKey == key && secret.sign(message) == signature)
    }
}
