import Bytes

/// A natural number of any size, `nat`.
///
/// It is made to be passed on and compared, not to calculate with: convert it to `UInt64` for that. Numbers below 2^64
/// stand in place; greater ones as their LEB128 bytes.
public struct Nat: Hashable, Sendable {
    private enum Storage: Hashable, Sendable {
        case small(UInt64)
        /// The shortest form of a number from 2^64 on.
        case large([UInt8])
    }

    private let storage: Storage

    /// A number that fits in 64 bits.
    public init(_ value: UInt64) { storage = .small(value) }

    /// Reads decimal digits, between which underscores may stand; `nil` for all else.
    public init?(decimal text: [UInt8]) {
        guard let digits = Base128.digits(ofDecimal: text[...]) else { return nil }
        self.init(digits: digits)
    }

    /// Takes LEB128 bytes in any form, of one number that takes them all.
    init(leb128 bytes: [UInt8]) {
        var digits = bytes
        while digits.count > 1, digits[digits.count - 1] & 0x7f == 0 { digits.removeLast() }
        self.init(digits: digits)
    }

    /// Takes seven-bit digits, the lowest first, whose top bits do not matter.
    private init(digits: [UInt8]) {
        if digits.count < 10 || (digits.count == 10 && digits[9] & 0x7f < 2) {
            var value: UInt64 = 0
            for digit in digits.reversed() { value = value << 7 | UInt64(digit & 0x7f) }
            storage = .small(value)
            return
        }
        var bytes = digits
        for index in bytes.indices { bytes[index] |= 0x80 }
        bytes[bytes.count - 1] &= 0x7f
        storage = .large(bytes)
    }

    /// The number if it is below 2^64.
    public var uint64: UInt64? {
        if case .small(let value) = storage { value } else { nil }
    }

    /// Writes the decimal digits. The time grows with the square of their number.
    public func writeDecimal(into writer: inout ByteWriter) {
        switch storage {
        case .small(let value): writer.write(decimal: value)
        case .large(let bytes): Base128.writeDecimal(bytes.map { $0 & 0x7f }, into: &writer)
        }
    }
}

extension Nat: Comparable {
    /// The order of the numbers.
    public static func < (left: Nat, right: Nat) -> Bool {
        switch (left.storage, right.storage) {
        case (.small(let left), .small(let right)): return left < right
        case (.small, .large): return true
        case (.large, .small): return false
        case (.large(let left), .large(let right)):
            guard left.count == right.count else { return left.count < right.count }
            for index in left.indices.reversed() where left[index] != right[index] {
                return left[index] < right[index]
            }
            return false
        }
    }
}

extension Nat: ExpressibleByIntegerLiteral, CustomStringConvertible {
    public init(integerLiteral value: UInt64) { self.init(value) }

    /// The decimal digits.
    public var description: String {
        var writer = ByteWriter()
        writeDecimal(into: &writer)
        return writer.text
    }
}

extension UInt64 {
    /// The number if it is below 2^64.
    public init?(_ nat: Nat) {
        guard let value = nat.uint64 else { return nil }
        self = value
    }
}

extension Nat: CandidEncodable, CandidDecodable {
    /// `nat`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .nat }

    public func encode(into writer: inout ByteWriter) {
        switch storage {
        case .small(let value): writer.write(leb128: value)
        case .large(let bytes): writer.write(bytes)
        }
    }

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard type == .nat else { throw decoder.mismatch(.nat, type) }
        self = try decoder.readNat()
    }
}
