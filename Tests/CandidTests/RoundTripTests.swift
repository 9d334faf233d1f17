import Candid
import Testing
import TestSupport

@Suite("Values survive a message")
struct RoundTripTests {
    private func check<Value: CandidCodable & Hashable>(_ value: Value) throws {
        let message = CandidEncoder.encode(value)
        #expect(try decode(message, as: Value.self) == value)
        #expect(try decode(message, as: Value?.self) == .some(value))
        #expect(try decode(message, as: Reserved.self) == Reserved())
        #expect(try decode(CandidEncoder.encode([value, value]), as: [Value].self) == [value, value])
    }

    private func text(_ random: inout SplitMix64) -> Text {
        let scalars: [Unicode.Scalar] = ["a", "Z", "\0", "é", "☃", "𝄞", "\u{7f}", "\u{7ff}", "\u{ffff}", "\u{10ffff}"]
        var string = ""
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            string.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a")
        }
        return Text(string)
    }

    private func principal(_ random: inout SplitMix64) throws -> Principal {
        try Principal(
            bytes: (0..<Int.random(in: 0...29, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// Numbers of all lengths, rather than mostly great ones.
    private func number(_ random: inout SplitMix64) -> UInt64 {
        UInt64.random(in: 0...UInt64.max, using: &random) >> UInt64.random(in: 0...63, using: &random)
    }

    @Test("Random values", arguments: 0..<50)
    func randomValues(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let number = number(&random)
        try check(number)
        try check(UInt8(truncatingIfNeeded: number))
        try check(UInt16(truncatingIfNeeded: number))
        try check(UInt32(truncatingIfNeeded: number))
        try check(Int8(truncatingIfNeeded: number))
        try check(Int16(truncatingIfNeeded: number))
        try check(Int32(truncatingIfNeeded: number))
        try check(Int64(bitPattern: number))
        try check(Nat(number))
        try check(Integer(Int64(bitPattern: number)))
        try check(Float(bitPattern: UInt32(truncatingIfNeeded: number) & 0x7f7f_ffff))
        try check(Double(bitPattern: number & 0x7fef_ffff_ffff_ffff))
        let text = text(&random)
        try check(text)
        #expect(try decode(CandidEncoder.encode(text), as: String.self) == text.string)
        #expect(try decode(CandidEncoder.encode(text.string), as: Text.self) == text)
        let principal = try principal(&random)
        try check(principal)
        let blob = (0..<Int.random(in: 0...300, using: &random)).map { UInt8(truncatingIfNeeded: $0) }
        try check(blob)
        try check(blob.map { UInt64($0) << 40 })
        try check(blob.map { $0 % 2 == 0 ? Optional(Integer(-Int64($0))) : nil })
        try check(List(blob.prefix(50).map { Int64($0) - 100 }))
        try check(FunctionReference<PrincipalToNat>(principal, text))
        try check(ServiceReference<FooService>(principal))
        try check(Tuple3(text, principal, Tuple2(blob, Bool?.some(number % 2 == 0))))
        try check(
            OutputMessage(
                key: text, content: blob, clientKey: ClientKey(clientPrincipal: principal, clientNonce: number)))
    }

    @Test("A value of many bytes is copied whole")
    func largeBlob() throws {
        let blob = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try decode(CandidEncoder.encode(blob), as: Blob.self) == blob)
    }
}
