import Bytes
import Candid
import Testing
import TestSupport

@Suite("Small messages")
struct SmallMessageTests {
    /// The value makes the message, and the message the value.
    private func check<Value: CandidCodable & Hashable>(_ value: Value, _ digits: String) throws {
        #expect(hex(CandidEncoder.encode(value)) == digits)
        #expect(try decode(bytes(digits), as: Value.self) == value)
        // Skipping reads the same bytes.
        try decodeNothing(bytes(digits))
    }

    @Test func noArguments() throws {
        #expect(CandidEncoder.encode() == bytes("4449444c0000"))
        var writer = ByteWriter()
        CandidEncoder.encode(into: &writer)
        #expect(writer.bytes == bytes("4449444c0000"))
        try decodeNothing(bytes("4449444c0000"))
    }

    @Test func twoArguments() throws {
        let message = bytes("4449444c00027d7e2a01")
        #expect(CandidEncoder.encode(Nat(42), true) == message)
        let (nat, bool) = try decode(message, as: Nat.self, Bool.self)
        #expect(nat == 42)
        #expect(bool)
    }

    @Test func threeAndFourArguments() throws {
        let decoder = try CandidDecoder(CandidEncoder.encode(UInt8(1), [UInt16(2)], [UInt16(3)]))
        #expect(try decoder.argument(UInt8.self) == 1)
        #expect(try decoder.argument([UInt16].self) == [2])
        #expect(decoder.argumentIndex == 1)
        #expect(try decoder.argument([UInt16].self) == [3])
        try decoder.finish()
        #expect(CandidEncoder.encode(true, true, true, false) == didl("0004 7e7e7e7e 01010100"))
    }

    @Test func text() throws {
        try check("hello", "4449444c0001710568656c6c6f")
        try check(Text("hello"), "4449444c0001710568656c6c6f")
    }

    @Test func records() throws {
        try check(FooBar(bar: true, foo: 42), "4449444c016c02d3e3aa027e868eb7027c0100012a")
        try check(Tuple2(Integer(42), true), "4449444c016c02007c017e01002a01")
        try check(Tuple3(Null(), Unit(), UInt8(9)), "4449444c026c03007f0101027b6c00010009")
    }

    @Test func options() throws {
        try check(Text?.some("x"), "4449444c016e710100010178")
        try check(Text?.none, "4449444c016e71010000")
        try check(Bool??.some(.some(false)), "4449444c026e016e7e0100010100")
        try check(Bool??.some(.none), "4449444c026e016e7e01000100")
    }

    @Test func vectors() throws {
        try check(Blob([1, 2, 3]), "4449444c016d7b010003010203")
        try check([UInt16(1), 2], "4449444c016d7a01000201000200")
        try check([Text("a"), "bc"], "4449444c016d710100020161026263")
        try check([Blob]([[1], []]), "4449444c026d016d7b010002010100")
        try check([Float(1.5)], "4449444c016d730100010000c03f")
    }

    @Test func principals() throws {
        try check(
            Principal(bytes: bytes("00000000000000000101")), "4449444c000168010a00000000000000000101")
        try check(Principal.managementCanister, "4449444c0001680100")
    }

    @Test func variants() throws {
        try check(TextResult.ok("good"), "4449444c016b02bc8a0171c5fed2017101000004676f6f64")
    }

    @Test func recursiveTypes() throws {
        try check(
            List([1, 2]), "4449444c026e016c02a0d2aca8047c90eddae7040001000101010200")
        try check(List([]), "4449444c026e016c02a0d2aca8047c90eddae704000100 00".filter { $0 != " " })
        try check(Endless.some(.some(.none)), "4449444c016e000100010100")
    }

    @Test func references() throws {
        let canister = try Principal(text: "w7x7r-cok77-xa")
        try check(
            ServiceReference<FooService>(canister),
            "4449444c02690103666f6f016a0171017d0001000103caffee")
        try check(
            FunctionReference<PrincipalToNat>(canister, "foo"),
            "4449444c016a0168017d000100010103caffee03666f6f")
        // The released library puts the function before its service.
        let other = bytes("4449444c026a0171017d00690103666f6f0001010103caffee")
        #expect(try decode(other, as: ServiceReference<FooService>.self).principal == canister)
        #expect(try decode(other, as: Principal.self) == canister)
    }

    @Test("A value of a type of later versions is skipped")
    func futureTypes() throws {
        let message = bytes("4449444c01670341424302007e050068656c6c6f01")
        let (future, bool) = try decode(message, as: Text?.self, Bool.self)
        #expect(future == nil)
        #expect(bool)
        #expect(errorDecoding(message, as: Text.self)?.reason == .mismatch(expected: .text, found: .future))
        #expect(errorDecoding(message.dropLast(2) + [], as: Text?.self)?.reason == .truncated(needed: 5, remaining: 4))
    }

    @Test func numbersOfAFixedSize() throws {
        try check(UInt8.max, "4449444c00017bff")
        try check(UInt16(0x1234), "4449444c00017a3412")
        try check(UInt32(0x1234_5678), "4449444c00017978563412")
        try check(UInt64(0x0123_4567_89ab_cdef), "4449444c000178efcdab8967452301")
        try check(Int8(-1), "4449444c000177ff")
        try check(Int16(-2), "4449444c000176feff")
        try check(Int32(-3), "4449444c000175fdffffff")
        try check(Int64.min, "4449444c0001740000000000000080")
        try check(Float(-0.5), "4449444c000173000000bf")
        try check(1.0, "4449444c000172000000000000f03f")
        #expect(try decode(CandidEncoder.encode(Double.nan), as: Double.self).isNaN)
    }

    @Test func otherPrimitives() throws {
        try check(true, "4449444c00017e01")
        try check(Null(), "4449444c00017f")
        try check(Reserved(), "4449444c000170")
        #expect(try decode(bytes("4449444c00017d80808001"), as: Reserved.self) == Reserved())
        #expect(errorDecoding(bytes("4449444c00016f"), as: Empty.self)?.reason == .emptyValue)
        #expect(errorDecoding(bytes("4449444c00017f"), as: Empty.self)?.isMismatch == true)
    }

    @Test(
        "Field ids are hashes of names",
        arguments: [
            ("", 0), ("a", 97), ("foo", 5_097_222), ("bar", 4_895_187), ("Ok", 17724), ("Err", 3_456_837),
            ("☃", 11_272_781), ("sequence_num", 352_253_448), ("client_nonce", 3_921_324_219), ("_0_", 4_735_054),
            ("sender_canister_version", 3_599_109_322), ("reason", 4_238_151_620),
        ] as [(String, UInt32)])
    func fieldIDs(name: String, id: UInt32) {
        #expect(fieldID(of: name) == id)
        #expect(fieldID(of: Array(name.utf8)) == id)
    }
}
