import KeyEncoding
import Testing
import TestSupport

@Suite("Signatures of ECDSA")
struct ECDSASignatureTests {
    @Test("change between their two forms")
    func forms() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<200 {
            // Leading zeros and high first bits are the cases that differ.
            let zeros = Int.random(in: 0...3, using: &random)
            let concatenated = (0..<64).map { index in
                index % 32 < zeros ? UInt8(0) : UInt8.random(in: 0...255, using: &random)
            }
            let signature = try #require(ECDSASignature(concatenated: concatenated))
            #expect(try ECDSASignature(der: signature.der) == signature)
            #expect(signature.concatenated == concatenated)
        }
        #expect(ECDSASignature(concatenated: [UInt8](repeating: 1, count: 63)) == nil)
    }

    @Test("take the lesser of the two values, once")
    func lowers() throws {
        let one = [UInt8](repeating: 0, count: 31) + [1]
        for order in [CurveOrder.p256, CurveOrder.secp256k1] {
            var high = order
            high[31] -= 1
            let signature = try #require(ECDSASignature(concatenated: one + high))
            #expect(signature.lowered(order: order).s == one)
            #expect(signature.lowered(order: order).lowered(order: order).s == one)
            #expect(signature.lowered(order: order).r == one)
        }
    }

    @Test(
        "that are negative, too long or padded are refused",
        arguments: [
            "300602018002010 1", "3006020101020181", "30070202000102010 1", "3003020101", "30060201010201010 0",
        ])
    func refuses(der: String) {
        #expect(throws: KeyEncodingError.self) { try ECDSASignature(der: bytes(der)) }
        let long = [0x30, 0x26, 0x02, 0x21, 0x01] + [UInt8](repeating: 0, count: 32) + [2, 1, 1]
        #expect(throws: KeyEncodingError.signatureNumber(size: 33)) { try ECDSASignature(der: long) }
    }
}
