import Bytes

/// A whole number of any size, `int`.
///
/// It is made to be passed on and compared, not to calculate with: convert it to `Int64` for that. Numbers of 64 bits
/// stand in place; all others as their signed LEB128 bytes.
public struct Integer: Hashable, Sendable {
    private enum Storage: Hashable, Sendable {
        case small(Int64)
        /// The shortest form of a number that takes more than 64 bits.
        case large([UInt8])
    }

    private let storage: Storage

    /// A number that fits in 64 bits.
    public init(_ value: Int64) { storage = .small(value) }

    /// A natural number.
    public init(_ value: Nat) {
        var writer = ByteWriter()
        value.encode(into: &writer)
        // Without a sign the topmost bit must not be set: a further byte of zero sees to that.
        var bytes = writer.bytes
        bytes[bytes.count - 1] |= 0x80
        self.init(signedLEB128: bytes + [0])
    }

    /// Reads decimal digits, between which underscores may stand, after a sign or none; `nil` for all else.
    public init?(decimal text: [UInt8]) {
        let isNegative = text.first == UInt8(ascii: "-")
        let hasSign = isNegative || text.first == UInt8(ascii: "+")
        guard var digits = Base128.digits(ofDecimal: text[(hasSign ? 1 : 0)...]) else { return nil }
        digits.append(0)
        if isNegative { Self.negate(&digits) }
        self.init(signedLEB128: digits)
    }

    /// Takes signed LEB128 bytes in any form, of one number that takes them all. Top bits do not matter.
    init(signedLEB128 bytes: [UInt8]) {
        var digits = bytes
        // A last digit that only repeats the sign of the one before says nothing.
        while digits.count > 1 {
            let last = digits[digits.count - 1] & 0x7f
            let isNegative = digits[digits.count - 2] & 0x40 != 0
            guard last == (isNegative ? 0x7f : 0) else { break }
            digits.removeLast()
        }
        let last = digits[digits.count - 1] & 0x7f
        if digits.count < 10 || (digits.count == 10 && (last == 0 || last == 0x7f)) {
            var value: Int64 = last & 0x40 != 0 ? -1 : 0
            for digit in digits.reversed() { value = value << 7 | Int64(digit & 0x7f) }
            storage = .small(value)
            return
        }
        for index in digits.indices { digits[index] |= 0x80 }
        digits[digits.count - 1] &= 0x7f
        storage = .large(digits)
    }

    /// Replaces seven-bit digits by those of the negative number, in two's complement.
    private static func negate(_ digits: inout [UInt8]) {
        var carry: UInt8 = 1
        for index in digits.indices {
            let digit = (~digits[index] & 0x7f) + carry
            digits[index] = digit & 0x7f
            carry = digit >> 7
        }
    }

    /// The number if it fits in 64 bits.
    public var int64: Int64? {
        if case .small(let value) = storage { value } else { nil }
    }

    /// Whether the number is below 0.
    public var isNegative: Bool {
        switch storage {
        case .small(let value): value < 0
        case .large(let bytes): bytes[bytes.count - 1] & 0x40 != 0
        }
    }

    /// Writes the decimal digits after a sign if it is negative. The time grows with the square of their number.
    public func writeDecimal(into writer: inout ByteWriter) {
        switch storage {
        case .small(let value): writer.write(decimal: value)
        case .large(let bytes):
            var digits = bytes.map { $0 & 0x7f }
            if isNegative {
                writer.write(UInt8(ascii: "-"))
                Self.negate(&digits)
            }
            Base128.writeDecimal(digits, into: &writer)
        }
    }
}

extension Integer: Comparable {
    /// The order of the numbers.
    public static func < (left: Integer, right: Integer) -> Bool {
        if case .small(let left) = left.storage, case .small(let right) = right.storage { return left < right }
        guard left.isNegative == right.isNegative else { return left.isNegative }
        guard case .large(let leftBytes) = left.storage else { return !left.isNegative }
        guard case .large(let rightBytes) = right.storage else { return left.isNegative }
        guard leftBytes.count == rightBytes.count else {
            return (leftBytes.count < rightBytes.count) != left.isNegative
        }
        // Of equal length and sign, two's complement is in the order of its digits.
        for index in leftBytes.indices.reversed() where leftBytes[index] != rightBytes[index] {
            return leftBytes[index] < rightBytes[index]
        }
        return false
    }
}

extension Integer: ExpressibleByIntegerLiteral, CustomStringConvertible {
    public init(integerLiteral value: Int64) { self.init(value) }

    /// The decimal digits after a sign if it is negative.
    public var description: String {
        var writer = ByteWriter()
        writeDecimal(into: &writer)
        return writer.text
    }
}

extension Int64 {
    /// The number if it fits in 64 bits.
    public init?(_ integer: Integer) {
        guard let value = integer.int64 else { return nil }
        self = value
    }
}

extension Integer: CandidEncodable, CandidDecodable {
    /// `int`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .int }

    public func encode(into writer: inout ByteWriter) {
        switch storage {
        case .small(let value): writer.write(signedLEB128: value)
        case .large(let bytes): writer.write(bytes)
        }
    }

    /// Reads an `int`, or a `nat` as the number it is.
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        if type == .nat {
            self.init(try decoder.readNat())
            return
        }
        guard type == .int else { throw decoder.mismatch(.int, type) }
        self = try decoder.readInteger()
    }
}
