import Bytes
import Candid
import Testing

@Suite("Values at other types")
struct CoercionTests {
    private func message<Value: CandidEncodable>(_ value: Value) -> [UInt8] { CandidEncoder.encode(value) }

    private func mismatch(_ expected: TypeKind, _ found: TypeKind) -> CandidError.Reason {
        .mismatch(expected: expected, found: found)
    }

    // MARK: Options

    @Test("What is no option is wrapped")
    func wrapping() throws {
        #expect(try decode(message(true), as: Bool?.self) == true)
        #expect(try decode(message(true), as: Bool??.self) == .some(.some(true)))
        #expect(try decode(message(Nat(5)), as: Integer?.self) == 5)
        #expect(try decode(message(FooBar(bar: true, foo: 1)), as: FooBar?.self) == FooBar(bar: true, foo: 1))
    }

    @Test("Null and reserved are null at every option")
    func nulls() throws {
        #expect(try decode(message(Null()), as: Bool?.self) == nil)
        #expect(try decode(message(Reserved()), as: Bool?.self) == nil)
        #expect(try decode(message(Null?.none), as: Bool??.self) == .none)
        #expect(try decode(message(Null?.some(Null())), as: Bool??.self) == .some(.none))
        #expect(try decode(message(Bool?.none), as: Null?.self) == nil)
    }

    @Test("What does not fit is null")
    func recovery() throws {
        #expect(try decode(message(Bool?.some(true)), as: Nat?.self) == nil)
        #expect(try decode(message(Text("a")), as: Nat?.self) == nil)
        #expect(try decode(message(FooBar(bar: true, foo: 1)), as: Tuple2<Bool, Bool>?.self) == nil)
        #expect(try decode(message(Bool??.some(.some(true))), as: Nat??.self) == .some(.none))
        // Inside a vector each value is judged on its own.
        #expect(try decode(message([Bool?.some(true), nil]), as: [Text?].self) == [nil, nil])
        // The values behind are found again.
        let (first, second) = try decode(CandidEncoder.encode([Text("ab")], UInt8(7)), as: [Nat]?.self, UInt8.self)
        #expect(first == nil)
        #expect(second == 7)
    }

    @Test("Mismatches are judged by the values that are there")
    func lazyMismatches() throws {
        #expect(try decode(message([Integer]()), as: [Int8].self) == [])
        #expect(try decode(message([Integer]()), as: [Int8]?.self) == [])
        #expect(errorDecoding(message([Integer(1)]), as: [Int8].self)?.reason == mismatch(.int8, .int))
        #expect(try decode(message(NumberedTag<Two>(0)), as: NumberedTag<One>.self) == NumberedTag(0))
        #expect(errorDecoding(message(NumberedTag<Two>(1)), as: NumberedTag<One>.self)?.reason == .unexpectedTag(id: 1))
        #expect(try decode(message(NumberedTag<Two>(1)), as: NumberedTag<One>?.self) == nil)
    }

    @Test("Malformed values are never recovered")
    func malformedValues() {
        #expect(errorDecoding(didl("01 6e7e 01 00 01 02"), as: Nat?.self)?.reason == .invalidBool(2))
        #expect(errorDecoding(didl("01 6e7e 01 00 02 01"), as: Nat?.self)?.reason == .invalidOption(2))
        #expect(errorDecoding(didl("01 6e71 01 00 01 01 ff"), as: Nat?.self)?.reason == .invalidUTF8)
        #expect(errorDecoding(didl("01 6e71 01 00 01 05 61"), as: Nat?.self)?.isMismatch == false)
        #expect(errorDecoding(didl("01 6e6f 01 00 01"), as: Nat?.self)?.reason == .emptyValue)
        #expect(errorDecoding(didl("01 6e68 01 00 01 00 00"), as: Nat?.self)?.reason == .opaqueReference(0))
    }

    @Test("Wrapping without an end is an error")
    func endlessWrapping() {
        #expect(errorDecoding(message(true), as: Endless.self)?.reason == .quotaExceeded(.depth, limit: 256))
        #expect(throws: Never.self) { try decode(message(Endless.some(.none)), as: Endless.self) }
    }

    // MARK: Records and variants

    @Test("Fields nobody asked for are skipped, missing ones must be able to be null")
    func fields() throws {
        let three = message(Tuple3(Nat(1), Text("b"), true))
        #expect(try decode(three, as: Tuple2<Nat, Text>.self) == Tuple2(1, "b"))
        #expect(try decode(three, as: Unit.self) == Unit())
        let two = message(Tuple2(Nat(1), Text("b")))
        #expect(try decode(two, as: Tuple3<Nat, Text, Bool?>.self).third == nil)
        #expect(try decode(two, as: Tuple3<Nat, Text, Null>.self).third == Null())
        #expect(try decode(two, as: Tuple3<Nat, Text, Reserved>.self).third == Reserved())
        #expect(
            errorDecoding(two, as: Tuple3<Nat, Text, Bool>.self)?.reason == .missingField(id: 2, name: "2"))
        #expect(errorDecoding(two, as: Tuple3<Nat, Text, Bool>?.self) == nil)
        #expect(try decode(two, as: Tuple3<Nat, Text, Bool>?.self) == nil)
    }

    @Test("A tag without a payload fits one whose payload may be null")
    func payloads() throws {
        #expect(try decode(message(NumberedTag<One>(0)), as: Upgrade.self) == .upgrade(nil))
        #expect(
            errorDecoding(message(Upgrade.upgrade(true)), as: NumberedTag<One>.self)?.reason == mismatch(.null, .opt))
    }

    @Test("Types without values have none")
    func noValues() {
        #expect(
            errorDecoding(didl("01 6b00 01 00 00"), as: NumberedTag<One>.self)?.reason
                == .invalidTagPosition(0, count: 0))
        #expect(
            errorOf { () throws(CandidError) in try decodeNothing(didl("01 6b00 01 00 00")) }?.reason
                == .invalidTagPosition(0, count: 0))
        #expect(
            errorDecoding(didl("01 6b 01 00 7f 01 00 01"), as: NumberedTag<One>.self)?.reason
                == .invalidTagPosition(1, count: 1))
        #expect(errorDecoding(didl("00 01 6f"), as: Nat.self)?.isMismatch == true)
        #expect(errorDecoding(didl("00 01 6f"), as: Nat?.self)?.reason == .emptyValue)
        #expect(errorDecoding(didl("01 6c01 006f 01 00"), as: Unit.self)?.reason == .emptyValue)
    }

    @Test("A record that holds itself ends at the limit")
    func infiniteRecords() {
        let message = didl("01 6c01 0000 01 00")
        #expect(errorDecoding(message, as: Reserved.self)?.reason == .quotaExceeded(.depth, limit: 256))
        #expect(errorDecoding(message, as: Unit.self)?.reason == .quotaExceeded(.depth, limit: 256))
        #expect(errorDecoding(message, as: Unit?.self)?.reason == .quotaExceeded(.depth, limit: 256))
        #expect(errorDecoding(didl("02 6c01 0000 6d00 01 01 05"), as: Reserved.self) != nil)
    }

    // MARK: Primitive types

    @Test("Primitive types fit themselves alone, and nat fits int")
    func primitives() throws {
        #expect(try decode(message(Nat(300)), as: Integer.self) == 300)
        #expect(errorDecoding(message(Integer(1)), as: Nat.self)?.reason == mismatch(.nat, .int))
        #expect(errorDecoding(message(UInt8(1)), as: Nat.self)?.reason == mismatch(.nat, .nat8))
        #expect(errorDecoding(message(Nat(1)), as: UInt64.self)?.reason == mismatch(.nat64, .nat))
        #expect(errorDecoding(message(Float(1)), as: Double.self)?.reason == mismatch(.float64, .float32))
        #expect(errorDecoding(message(Reserved()), as: Null.self)?.reason == mismatch(.null, .reserved))
        #expect(errorDecoding(message(Nat(1)), as: Null.self)?.reason == mismatch(.null, .nat))
        #expect(errorDecoding(message([UInt8(1)]), as: [Int8].self)?.reason == mismatch(.int8, .nat8))
        #expect(errorDecoding(message(Text("a")), as: Principal.self)?.reason == mismatch(.principal, .text))
    }

    // MARK: Arguments

    @Test("Surplus arguments are skipped, missing ones must be able to be null")
    func arguments() throws {
        let two = CandidEncoder.encode(Nat(1), Text("b"))
        #expect(try decode(two, as: Nat.self) == 1)
        try decodeNothing(two)
        let decoder = try CandidDecoder(message(Nat(1)))
        _ = try decoder.argument(Nat.self)
        #expect(try decoder.argument(Text?.self) == nil)
        #expect(try decoder.argument(Null.self) == Null())
        #expect(try decoder.argument(Reserved.self) == Reserved())
        #expect(try decoder.argument(List.self) == .end)
        try decoder.finish()
        #expect(errorDecoding(CandidEncoder.encode(), as: Nat.self)?.reason == .missingArgument)
        #expect(errorDecoding(CandidEncoder.encode(), as: Nat.self)?.part == .noMoreArguments(0))
    }

    @Test("Surplus arguments must be well formed")
    func malformedSurplus() {
        #expect(errorDecoding(didl("00 02 7d7e 01 02"), as: Nat.self)?.reason == .invalidBool(2))
        #expect(errorDecoding(didl("00 02 7d7e 01 02"), as: Nat.self)?.part == .argument(1))
        #expect(errorDecoding(didl("00 02 7d7e 01"), as: Nat.self)?.reason == .truncated(needed: 1, remaining: 0))
    }
}

/// `variant { 0 : opt bool }`.
private enum Upgrade: Hashable, CandidEncodable, CandidDecodable {
    case upgrade(Bool?)

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { $0.field(0, Bool?.self) }
    }

    func encode(into writer: inout ByteWriter) {
        guard case .upgrade(let payload) = self else { return }
        writer.write(0)
        payload.encode(into: &writer)
    }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        guard tag.id == 0 else { throw decoder.unexpectedTag(tag.id) }
        self = .upgrade(try Bool?(from: decoder, as: tag.type))
    }
}
