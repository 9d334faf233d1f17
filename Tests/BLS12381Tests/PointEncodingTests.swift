import TestSupport
import Testing

@testable import BLS12381

@Suite("The compressed form of points")
struct PointEncodingTests {
    private static let prime = Fp.Modulus.words

    @Test("of the generators is the known one")
    func generators() {
        #expect(
            hex(G1.generator.compressed)
                == "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb")
        #expect(
            hex(G2.generator.compressed)
                == "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
                + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8")
    }

    @Test("leads back to the point, whichever of y and -y it has")
    func roundTrips() throws {
        var generator = SplitMix64(seed: 1)
        for _ in 0..<caseCount(3) {
            let first = try #require(G1.randomPoint(&generator).affine)
            let second = try #require(G2.randomPoint(&generator).affine)
            for point in [first, -first] {
                #expect(try AffinePoint<G1>(compressed: point.compressed) == point)
                #expect(try Signature(compressed: point.compressed).compressed == point.compressed)
            }
            for point in [second, -second] {
                #expect(try AffinePoint<G2>(compressed: point.compressed) == point)
                #expect(try PublicKey(compressed: point.compressed).compressed == point.compressed)
            }
            #expect(first.compressed[0] ^ (-first).compressed[0] == 0x20)
            #expect(second.compressed[0] ^ (-second).compressed[0] == 0x20)
        }
    }

    @Test("has 48 bytes in G1 and 96 in G2")
    func lengths() {
        for count in [0, 1, 47, 49, 96] {
            let bytes = Array((G1.generator.compressed + G1.generator.compressed).prefix(count))
            #expect(throws: BLSError.signature(.length(found: count, expected: 48))) {
                try Signature(compressed: bytes)
            }
        }
        for count in [0, 48, 95, 97, 192] {
            let bytes = Array((G2.generator.compressed + G2.generator.compressed).prefix(count))
            #expect(throws: BLSError.publicKey(.length(found: count, expected: 96))) {
                try PublicKey(compressed: bytes)
            }
        }
    }

    @Test("has the bit that marks it")
    func compressionBit() {
        var signature = G1.generator.compressed
        signature[0] &= 0x7f
        #expect(throws: BLSError.signature(.notCompressed(firstByte: 0x17))) { try Signature(compressed: signature) }
        var key = G2.generator.compressed
        key[0] &= 0x7f
        #expect(throws: BLSError.publicKey(.notCompressed(firstByte: 0x13))) { try PublicKey(compressed: key) }
    }

    @Test("is no point at infinity, well formed or not")
    func infinity() {
        for count in [48, 96] {
            let infinity = [0xc0] + [UInt8](repeating: 0, count: count - 1)
            #expect(failure(infinity) == .infinity)
            #expect(failure([0xe0] + infinity.dropFirst()) == .malformedInfinity)
            #expect(failure([0xc1] + infinity.dropFirst()) == .malformedInfinity)
            #expect(failure(infinity.dropLast() + [1]) == .malformedInfinity)
            #expect(failure([0x40] + infinity.dropFirst()) == .notCompressed(firstByte: 0x40))
        }
    }

    @Test("has coordinates below the prime")
    func canonicalCoordinates() {
        var tooLarge = UInt64.bigEndianBytes(of: Self.prime)
        let zero = [UInt8](repeating: 0, count: 48)
        let real = zero.dropLast() + [3]
        #expect(failure(flagged(tooLarge)) == .coordinateNotBelowPrime)
        #expect(failure([0x9f] + [UInt8](repeating: 0xff, count: 47)) == .coordinateNotBelowPrime)
        #expect(failure(flagged(tooLarge) + real) == .coordinateNotBelowPrime)
        #expect(failure(flagged(zero) + tooLarge) == .coordinateNotBelowPrime)
        // Bits above the prime in the second coefficient, where no flags stand.
        #expect(failure(flagged(zero) + [0x80] + real.dropFirst()) == .coordinateNotBelowPrime)
        // The integer below the prime passes, though it is on no curve or in no group.
        tooLarge[47] -= 1
        #expect([.notOnCurve, .notInGroup].contains(failure(flagged(tooLarge))))
    }

    @Test("has a coordinate that the curve has")
    func onCurve() {
        var generator = SplitMix64(seed: 2)
        var missed = 0
        for _ in 0..<40 {
            let x = Fp.random(&generator)
            guard (x.squared * x + G1.b).squareRoot == nil else { continue }
            #expect(failure(flagged(x.bytes)) == .notOnCurve)
            missed += 1
        }
        #expect(missed > 5)
        missed = 0
        for _ in 0..<20 {
            let x = Fp2.random(&generator)
            guard (x.squared * x + G2.b).squareRoot == nil else { continue }
            #expect(failure(flagged(x.bytes)) == .notOnCurve)
            missed += 1
        }
        #expect(missed > 2)
    }

    @Test("is that of a point of the group, not of the curve alone")
    func inGroup() {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<caseCount(3) {
            #expect(failure(G1.randomCurvePoint(&generator).compressed) == .notInGroup)
            #expect(failure(G2.randomCurvePoint(&generator).compressed) == .notInGroup)
        }
        #expect(failure(AffinePoint<G1>(0, 2).compressed) == .notInGroup)
    }

    @Test("says in an error whose it is and what is wrong")
    func messages() {
        #expect(
            "\(BLSError.publicKey(.length(found: 95, expected: 96)))"
                == "the bytes are not a BLS public key: it has 95 bytes, where 96 were expected")
        #expect(
            "\(BLSError.signature(.notCompressed(firstByte: 0x17)))"
                == "the bytes are not a BLS signature: its first byte is 0x17, without the bit 0x80 that marks the "
                + "compressed form")
        let faults: [PointEncodingError] = [
            .length(found: 1, expected: 48), .notCompressed(firstByte: 0), .malformedInfinity, .infinity,
            .coordinateNotBelowPrime, .notOnCurve, .notInGroup,
        ]
        #expect(Set(faults.map { "\(BLSError.signature($0))" }).count == faults.count)
    }

    /// What is wrong with the bytes of a signature, or of a key if there are 96.
    private func failure(_ bytes: [UInt8]) -> PointEncodingError? {
        do throws(PointEncodingError) {
            if bytes.count == 96 {
                _ = try AffinePoint<G2>(compressed: bytes)
            } else {
                _ = try AffinePoint<G1>(compressed: bytes)
            }
            return nil
        } catch {
            return error
        }
    }

    private func flagged(_ bytes: [UInt8]) -> [UInt8] { [bytes[0] | 0x80] + bytes.dropFirst() }
}
