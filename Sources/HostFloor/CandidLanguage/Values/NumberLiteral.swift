import Bytes
import Candid

/// A number as it is written, without a type.
public struct NumberLiteral: Hashable, Sendable {
    /// Without underscores.
    public let spelling: String

    /// The number, or nil where it has a fraction or an exponent, is infinite or no number.
    public let integer: Integer?

    /// The greatest number of digits: conversions take time that grows with the square.
    public static let digitLimit = 10_000

    /// Reads `-5`, `1_000`, `0x1F`, `1.5e3`, `0x1.8p3`, `inf` or `nan`; nil for all else.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.digitLimit else { return nil }
        let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
        let sign = text.hasPrefix("-") ? "-" : ""
        let magnitude = text.utf8.dropFirst(isSigned ? 1 : 0)
        if let (digits, isHexadecimal) = NumberSpelling.digits(magnitude) {
            guard let natural = Self.natural(digits, isHexadecimal: isHexadecimal) else { return nil }
            let decimal = sign + natural.description
            spelling = decimal
            integer = Integer(decimal: Array(decimal.utf8))
            return
        }
        integer = nil
        let word = String(decoding: magnitude, as: UTF8.self)
        if word == "inf" || word == "nan" {
            spelling = sign + word
            return
        }
        guard Self.isFraction(Array(magnitude)) else { return nil }
        spelling = sign + word.filter { $0 != "_" }
        guard Double(spelling) != nil else { return nil }
    }

    /// Digits with a point or an exponent, underscores only between digits.
    private static func isFraction(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, hexadecimalDigit(first).map({ $0 < 10 }) == true else { return false }
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "_") {
            guard index > 0, index + 1 < bytes.count, hexadecimalDigit(bytes[index - 1]) != nil,
                hexadecimalDigit(bytes[index + 1]) != nil
            else { return false }
        }
        return true
    }

    private static func natural(_ digits: [UInt8], isHexadecimal: Bool) -> Nat? {
        guard isHexadecimal else { return Nat(decimal: digits.map { $0 + UInt8(ascii: "0") }) }
        // Regrouped to seven bits a digit this is the number as a message has it.
        var bytes: [UInt8] = []
        var window: UInt32 = 0
        var bits: UInt32 = 0
        for digit in digits.reversed() {
            window |= UInt32(digit) << bits
            bits += 4
            if bits >= 7 {
                bytes.append(UInt8(window & 0x7f) | 0x80)
                window >>= 7
                bits -= 7
            }
        }
        bytes.append(UInt8(window & 0x7f))
        let message = [0x44, 0x49, 0x44, 0x4c, 0, 1, 0x7d] + bytes
        do throws(CandidError) {
            let decoder = try CandidDecoder(message)
            return try decoder.argument(Nat.self)
        } catch { return nil }
    }
}
