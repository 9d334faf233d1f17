import Candid
import Testing
import TestSupport

@Suite("Numbers of any size")
struct NumberTests {
    private func nat(_ text: String) throws -> Nat { try #require(Nat(decimal: Array(text.utf8))) }
    private func integer(_ text: String) throws -> Integer { try #require(Integer(decimal: Array(text.utf8))) }

    /// The bytes of a value in a message of one argument.
    private func encoding<Value: CandidEncodable>(_ value: Value) -> String {
        String(hex(CandidEncoder.encode(value)).dropFirst(14))
    }

    @Test(
        "LEB128 of known numbers",
        arguments: [
            ("0", "00"), ("127", "7f"), ("128", "8001"), ("624485", "e58e26"),
            ("60000000000000000", "808098f4e9b5ca6a"),
            ("18446744073709551615", "ffffffffffffffffff01"), ("18446744073709551616", "80808080808080808002"),
            ("340282366920938463463374607431768211455", "ffffffffffffffffffffffffffffffffffff03"),
        ])
    func naturalNumbers(text: String, digits: String) throws {
        let number = try nat(text)
        #expect(encoding(number) == digits)
        #expect(number.description == text)
        #expect(try decode(didl("00 01 7d" + digits), as: Nat.self) == number)
        #expect(try decode(didl("00 01 7d" + digits), as: Integer.self).description == text)
        #expect(UInt64(number) == UInt64(text))
    }

    @Test(
        "Signed LEB128 of known numbers",
        arguments: [
            ("0", "00"), ("63", "3f"), ("64", "c000"), ("127", "ff00"), ("128", "8001"), ("-1", "7f"), ("-64", "40"),
            ("-65", "bf7f"), ("-128", "807f"), ("-123456", "c0bb78"), ("60000000000000000", "808098f4e9b5caea00"),
            ("-60000000000000000", "8080e88b96cab5957f"), ("9223372036854775807", "ffffffffffffffffff00"),
            ("-9223372036854775808", "8080808080808080807f"), ("9223372036854775808", "80808080808080808001"),
            ("-9223372036854775809", "ffffffffffffffffff7e"),
        ])
    func integers(text: String, digits: String) throws {
        let number = try integer(text)
        #expect(encoding(number) == digits)
        #expect(number.description == text)
        #expect(try decode(didl("00 01 7c" + digits), as: Integer.self) == number)
        #expect(Int64(number) == Int64(text))
        #expect(number.isNegative == text.hasPrefix("-"))
    }

    @Test("Superfluous bytes change nothing")
    func overlongNumbers() throws {
        #expect(try decode(didl("00 01 7d 8000"), as: Nat.self) == 0)
        #expect(try decode(didl("00 01 7d ff808080808080808080808000"), as: Nat.self) == 127)
        #expect(
            encoding(try decode(didl("00 01 7d ffffffffffffffffffff818000"), as: Nat.self)) == "ffffffffffffffffffff01")
        #expect(try decode(didl("00 01 7c ffffffffffffffffffffffff7f"), as: Integer.self) == -1)
        #expect(try decode(didl("00 01 7c bf80808080808080808080808000"), as: Integer.self) == 63)
        #expect(errorDecoding(didl("00 01 7d 8080"), as: Nat.self)?.reason == .truncated(needed: 1, remaining: 0))
    }

    @Test("Decimal text of great numbers survives")
    func greatNumbers() throws {
        var random = SplitMix64(seed: 3)
        for count in [1, 9, 10, 18, 19, 20, 21, 27, 28, 100, 1000] {
            let text = "7" + (1..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            let number = try nat(text)
            #expect(number.description == text)
            #expect(try decode(CandidEncoder.encode(number), as: Nat.self) == number)
            #expect(try decode(CandidEncoder.encode(number), as: Integer.self) == Integer(number))
            #expect(try integer(text) == Integer(number))
            let negative = try integer("-" + text)
            #expect(negative.description == "-" + text)
            #expect(try decode(CandidEncoder.encode(negative), as: Integer.self) == negative)
        }
    }

    @Test func textThatIsNoNumber() {
        for text in ["", "-", "+", "_1", "1_", "1a", "0x10", " 1", "--1", "1.0"] {
            #expect(Nat(decimal: Array(text.utf8)) == nil)
            #expect(Integer(decimal: Array(text.utf8)) == nil)
        }
        #expect(Nat(decimal: Array("-1".utf8)) == nil)
        #expect(Nat(decimal: Array("1_000".utf8)) == 1000)
        #expect(Nat(decimal: Array("0007".utf8)) == 7)
        #expect(Integer(decimal: Array("+7".utf8)) == 7)
        #expect(Integer(decimal: Array("-0".utf8)) == 0)
    }

    @Test("The order is that of the numbers")
    func order() throws {
        let naturals = try [
            "0", "1", "18446744073709551615", "18446744073709551616", "18446744073709551617",
            "340282366920938463463374607431768211455", "340282366920938463463374607431768211456",
        ].map(nat)
        let integers = try [
            "-340282366920938463463374607431768211456", "-9223372036854775810", "-9223372036854775809",
            "-9223372036854775808", "-1", "0", "1", "9223372036854775807", "9223372036854775808",
            "9223372036854775809", "340282366920938463463374607431768211456",
        ].map(integer)
        for left in naturals.indices {
            for right in naturals.indices { #expect((naturals[left] < naturals[right]) == (left < right)) }
        }
        for left in integers.indices {
            for right in integers.indices { #expect((integers[left] < integers[right]) == (left < right)) }
        }
    }
}
