import Bytes
import Candid
import Testing
import TestSupport

@Suite("Subtyping")
struct SubtypingTests {
    /// Whether the first argument of one header is a subtype of the first of another.
    private func isSubtype(_ lower: String, _ upper: String, steps: Int = 10_000) throws -> Bool? {
        var one = try CandidDecoder(didl(lower))
        var other = try CandidDecoder(didl(upper))
        let type = try #require(try one.nextArgument())
        let expected = try #require(try other.nextArgument())
        return one.types.isSubtype(type, of: expected, in: other.types, steps: steps)
    }

    private func expect(_ lower: String, isSubtypeOf upper: String, _ holds: Bool = true) throws {
        #expect(try isSubtype(lower, upper) == holds, "\(lower) <: \(upper)")
    }

    @Test func primitiveTypes() throws {
        let codes = [
            "7f", "7e", "7d", "7c", "7b", "7a", "79", "78", "77", "76", "75", "74", "73", "72", "71", "70", "6f", "68",
        ]
        for lower in codes {
            for upper in codes {
                let holds = lower == upper || lower == "6f" || upper == "70" || (lower, upper) == ("7d", "7c")
                try expect("0001" + lower, isSubtypeOf: "0001" + upper, holds)
            }
        }
    }

    @Test("Every type is a subtype of every option")
    func options() throws {
        for lower in ["00017f", "000171", "000170", "016e7101 00", "016d7101 00", "0167 00 01 00"] {
            try expect(lower, isSubtypeOf: "016e7d01 00")
        }
        try expect("016e7d01 00", isSubtypeOf: "00017d", false)
        try expect("0167 00 01 00", isSubtypeOf: "000170")
        try expect("0167 00 01 00", isSubtypeOf: "0167 00 01 00", false)
    }

    @Test func vectors() throws {
        try expect("016d7d 01 00", isSubtypeOf: "016d7c 01 00")
        try expect("016d7c 01 00", isSubtypeOf: "016d7d 01 00", false)
        try expect("016d7d 01 00", isSubtypeOf: "016e7d 01 00")
        try expect("016d7d 01 00", isSubtypeOf: "016c00 01 00", false)
    }

    @Test func records() throws {
        try expect("016c02 007d 017e 01 00", isSubtypeOf: "016c01 007c 01 00")
        try expect("016c02 007d 017e 01 00", isSubtypeOf: "016c01 017e 01 00")
        try expect("016c01 007d 01 00", isSubtypeOf: "016c02 007d 017e 01 00", false)
        try expect("016c01 007d 01 00", isSubtypeOf: "026c02 007d 0101 6e7e 01 00")
        try expect("016c01 007d 01 00", isSubtypeOf: "016c03 007d 017f 0270 01 00")
        try expect("016c01 007c 01 00", isSubtypeOf: "016c01 007d 01 00", false)
        try expect("016c00 01 00", isSubtypeOf: "016c00 01 00")
        try expect("016c02 057d 097d 01 00", isSubtypeOf: "016c02 077f 097d 01 00")
    }

    @Test func variants() throws {
        try expect("016b01 007d 01 00", isSubtypeOf: "016b02 007c 017e 01 00")
        try expect("016b02 007d 017e 01 00", isSubtypeOf: "016b01 007d 01 00", false)
        try expect("016b01 007c 01 00", isSubtypeOf: "016b01 007d 01 00", false)
        try expect("016b00 01 00", isSubtypeOf: "016b01 007d 01 00")
        try expect("016b01 017d 01 00", isSubtypeOf: "016b02 007d 027d 01 00", false)
    }

    @Test func functions() throws {
        // (int) -> (nat) may stand for (nat) -> (int).
        try expect("016a 017c 017d 00 01 00", isSubtypeOf: "016a 017d 017c 00 01 00")
        try expect("016a 017d 017d 00 01 00", isSubtypeOf: "016a 017c 017d 00 01 00", false)
        try expect("016a 017d 017c 00 01 00", isSubtypeOf: "016a 017d 017d 00 01 00", false)
        // Callers may send more arguments than are taken, and get more results than they know.
        try expect("016a 00 00 00 01 00", isSubtypeOf: "016a 017d 00 00 01 00")
        try expect("016a 017d 00 00 01 00", isSubtypeOf: "016a 00 00 00 01 00", false)
        try expect("026a 0101 00 00 6e7d 01 00", isSubtypeOf: "016a 00 00 00 01 00")
        try expect("016a 00 017d 00 01 00", isSubtypeOf: "016a 00 00 00 01 00")
        try expect("016a 00 00 00 01 00", isSubtypeOf: "016a 00 017d 00 01 00", false)
        try expect("016a 00 00 00 01 00", isSubtypeOf: "016a 00 017f 00 01 00")
        // Annotations are the same, as sets.
        try expect("016a 00 00 0101 01 00", isSubtypeOf: "016a 00 00 00 01 00", false)
        try expect("016a 00 00 020102 01 00", isSubtypeOf: "016a 00 00 020201 01 00")
    }

    @Test func services() throws {
        let both = "026a 017d 017d 00 69 02 0161 00 0162 00 01 01"
        try expect(both, isSubtypeOf: "026a 017d 017d 00 69 01 0162 00 01 01")
        try expect("026a 017d 017d 00 69 01 0162 00 01 01", isSubtypeOf: both, false)
        try expect(both, isSubtypeOf: "026a 017d 017c 00 69 01 0161 00 01 01")
        try expect(both, isSubtypeOf: "026a 017c 017d 00 69 01 0161 00 01 01", false)
        try expect(both, isSubtypeOf: "000168")
        try expect("000168", isSubtypeOf: both, false)
        try expect("0169 00 01 00", isSubtypeOf: "0169 00 01 00")
        try expect(both, isSubtypeOf: "026a 017d 017d 00 69 01 0163 00 01 01", false)
    }

    @Test("Recursive types are compared without an end of their own")
    func recursiveTypes() throws {
        // record { nat; opt self } in one entry pair and in two of them unrolled.
        let list = "026c02 007d 0101 6e00 01 00"
        let unrolled = "046c02 007d 0101 6e02 6c02 007d 0103 6e00 01 00"
        try expect(list, isSubtypeOf: unrolled)
        try expect(unrolled, isSubtypeOf: list)
        // vec of itself; record of itself; through a function, which swaps the sides.
        try expect("016d00 01 00", isSubtypeOf: "026d01 6d00 01 00")
        try expect("016c01 0000 01 00", isSubtypeOf: "026c01 0001 6c01 0000 01 00")
        try expect("016a 0100 0100 00 01 00", isSubtypeOf: "016a 0100 0100 00 01 00")
        try expect("026c02 007d 0101 6d00 01 00", isSubtypeOf: "026c02 007c 0101 6d00 01 00")
        try expect("026c02 007c 0101 6d00 01 00", isSubtypeOf: "026c02 007d 0101 6d00 01 00", false)
    }

    @Test("A comparison that takes too long gives no answer")
    func limits() throws {
        let chain = "20" + (0..<31).map { "6d" + String($0 + 1 < 16 ? "0" : "") + String($0 + 1, radix: 16) }.joined()
        let nat = chain + "6d7d 01 00"
        #expect(try isSubtype(nat, nat) == true)
        #expect(try isSubtype(nat, nat, steps: 20) == nil)
        // Too deep.
        let deep = didlChain(count: 300)
        let decoder = try CandidDecoder(deep)
        let type = try #require(try decoder.nextArgument())
        #expect(decoder.types.isSubtype(type, of: type, in: decoder.types) == nil)
        #expect(decoder.types.isSubtype(type, of: type, in: decoder.types, depth: 400) == true)
    }

    /// A table of vectors, each of the next.
    private func didlChain(count: Int) -> [UInt8] {
        var writer = ByteWriter()
        writer.write("DIDL")
        writer.write(leb128: UInt64(count))
        for index in 1..<count {
            writer.write(0x6d)
            writer.write(signedLEB128: Int64(index))
        }
        writer.write(bytes("6d7d 01 00 00".filter { $0 != " " }))
        return writer.bytes
    }

    @Test("References are checked by their types, and an option around one that does not fit is null")
    func references() throws {
        let function = CandidEncoder.encode(FunctionReference<TextToNat>(.anonymous, "foo"))
        #expect(errorDecoding(function, as: FunctionReference<PrincipalToNat>.self)?.reason == .notASubtype(.function))
        #expect(try decode(function, as: FunctionReference<PrincipalToNat>?.self) == nil)
        #expect(try decode(function, as: FunctionReference<TextToNat>?.self)?.method == "foo")
        let service = CandidEncoder.encode(ServiceReference<FooService>(.anonymous))
        #expect(
            errorDecoding(service, as: FunctionReference<TextToNat>.self)?.reason
                == .mismatch(expected: .function, found: .service))
        #expect(try decode(service, as: Principal?.self) == .anonymous)
        #expect(
            errorDecoding(CandidEncoder.encode(Principal.anonymous), as: ServiceReference<FooService>.self)?.reason
                == .mismatch(expected: .service, found: .principal))
        // A service without methods is not one with `foo`.
        #expect(
            errorDecoding(didl("0169 00 01 00 01 00"), as: ServiceReference<FooService>.self)?.reason
                == .notASubtype(.service))
        // Opaque references are refused.
        #expect(
            errorDecoding(didl("016a 0171 017d 00 01 00 00"), as: FunctionReference<TextToNat>.self)?.reason
                == .opaqueReference(0))
    }

    @Test("References of any type can be read")
    func uncheckedReferences() throws {
        let decoder = try CandidDecoder(CandidEncoder.encode(FunctionReference<TextToNat>(.anonymous, "foo")))
        let type = try #require(try decoder.nextArgument())
        let (principal, method) = try decoder.function(type)
        #expect(principal == .anonymous)
        #expect(method == "foo")
        try decoder.finish()
    }
}
