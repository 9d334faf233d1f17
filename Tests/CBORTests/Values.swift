import Bytes
import CBOR
import Testing
import TestSupport

@Suite("CBOR values as a tree")
struct Values {
    @Test("come back from their encoding", arguments: 1...40 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let value = Values.make(&random, depth: 4)
        let encoded = value.encoded
        #expect(try CBORValue(decoding: encoded) == value)
        var skipper = CBORReader(encoded)
        try skipper.skipValue()
        try skipper.finish()
        // Nothing shorter is a value, and nothing longer.
        for end in 0..<encoded.count {
            #expect(throws: CBORError.self) { _ = try CBORValue(decoding: Array(encoded[..<end])) }
        }
        #expect(throws: CBORError.trailingBytes(offset: encoded.count, count: 1)) {
            _ = try CBORValue(decoding: encoded + [0])
        }
    }

    @Test("of damaged bytes are values or errors, never traps", arguments: 1...40 as ClosedRange<UInt64>)
    func damaged(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let encoded = Values.make(&random, depth: 4).encoded
        var outcomes = 0
        for _ in 0..<200 {
            var damaged = encoded
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: damaged.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            for allows in [false, true] {
                // What is read is written in its one form, and read as the same again.
                if let value = try? CBORValue(decoding: damaged, allowsIndefiniteLengths: allows) {
                    let again = value.encoded
                    #expect((try? CBORValue(decoding: again))?.encoded == again)
                }
                var reader = CBORReader(damaged, allowsIndefiniteLengths: allows)
                do throws(CBORError) { try reader.skipValue() } catch { #expect(!error.description.isEmpty) }
                #expect(reader.position <= damaged.count)
                outcomes += 1
            }
        }
        #expect(outcomes == 400)
    }

    @Test("have no key twice")
    func duplicates() throws {
        #expect(throws: CBORError.duplicateKey(offset: 7)) {
            _ = try CBORValue(decoding: bytes("a3 6161 01 6162 02 6161 03"))
        }
        // The same number in two widths is the same key.
        #expect(throws: CBORError.duplicateKey(offset: 3)) { _ = try CBORValue(decoding: bytes("a2 01 00 1801 00")) }
        #expect(try CBORValue(decoding: bytes("a2 01 00 4101 00"))["a"] == nil)
    }

    @Test("are found in maps by text keys")
    func keys() throws {
        let map = try CBORValue(decoding: bytes("d9d9f7 a2 6161 01 636b6579 4102"))
        guard case .tagged(CBORTag.selfDescribe, let content) = map else {
            Issue.record("no tag")
            return
        }
        #expect(content["key"] == .bytes([2]))
        #expect(content["a"] == .unsigned(1))
        #expect(content["b"] == nil)
        #expect(CBORValue.null["b"] == nil)
        #expect(CBORValue.text("a") == .text([0x61]))
    }

    private static func make(_ random: inout SplitMix64, depth: Int) -> CBORValue {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &random) {
        case 0: .unsigned(random.next() >> UInt64.random(in: 0..<64, using: &random))
        case 1: .negative(random.next() >> UInt64.random(in: 0..<64, using: &random))
        case 2: .bytes((0..<Int.random(in: 0..<40, using: &random)).map { UInt8(truncatingIfNeeded: $0) })
        case 3: .text(String(repeating: "ä", count: Int.random(in: 0..<20, using: &random)))
        case 4: .boolean(Bool.random(using: &random))
        case 5: .null
        case 6: .double(Double(Int64(truncatingIfNeeded: random.next())))
        case 7: .array((0..<Int.random(in: 0..<6, using: &random)).map { _ in make(&random, depth: depth - 1) })
        case 8: .tagged(random.next() >> 40, make(&random, depth: depth - 1))
        default:
            .map(
                (0..<Int.random(in: 0..<6, using: &random)).map { index in
                    .init(.unsigned(UInt64(index) << 8 | 1), make(&random, depth: depth - 1))
                })
        }
    }
}
