import Bytes
import Candid

/// A number of one of the number types.
public enum CandidNumber: Hashable, Sendable {
    case nat(Nat)
    case int(Integer)
    case nat8(UInt8)
    case nat16(UInt16)
    case nat32(UInt32)
    case nat64(UInt64)
    case int8(Int8)
    case int16(Int16)
    case int32(Int32)
    case int64(Int64)
    case float32(Float)
    case float64(Double)

    /// Its type.
    public var type: PrimitiveType {
        switch self {
        case .nat: .nat
        case .int: .int
        case .nat8: .nat8
        case .nat16: .nat16
        case .nat32: .nat32
        case .nat64: .nat64
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .float32: .float32
        case .float64: .float64
        }
    }

    /// The digits, without the type.
    public var digits: String {
        switch self {
        case .nat(let value): value.description
        case .int(let value): value.description
        case .nat8(let value): String(value)
        case .nat16(let value): String(value)
        case .nat32(let value): String(value)
        case .nat64(let value): String(value)
        case .int8(let value): String(value)
        case .int16(let value): String(value)
        case .int32(let value): String(value)
        case .int64(let value): String(value)
        case .float32(let value): value.isNaN ? "nan" : String(value)
        case .float64(let value): value.isNaN ? "nan" : String(value)
        }
    }

    /// The number that a literal stands for at a type; nil where the type has no such number.
    init?(_ literal: NumberLiteral, as type: PrimitiveType) {
        func fixed<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
            // The texts of fixed numbers are those of Swift, without a sign of zero.
            literal.integer.flatMap { Number($0.description) }
        }
        let made: CandidNumber? =
            switch type {
            case .nat: literal.integer.flatMap { Nat(decimal: Array($0.description.utf8)) }.map { .nat($0) }
            case .int: literal.integer.map { .int($0) }
            case .nat8: fixed(UInt8.self).map { .nat8($0) }
            case .nat16: fixed(UInt16.self).map { .nat16($0) }
            case .nat32: fixed(UInt32.self).map { .nat32($0) }
            case .nat64: fixed(UInt64.self).map { .nat64($0) }
            case .int8: fixed(Int8.self).map { .int8($0) }
            case .int16: fixed(Int16.self).map { .int16($0) }
            case .int32: fixed(Int32.self).map { .int32($0) }
            case .int64: fixed(Int64.self).map { .int64($0) }
            case .float32: Float(literal.spelling).map { .float32($0) }
            case .float64: Double(literal.spelling).map { .float64($0) }
            default: nil
            }
        guard let made else { return nil }
        self = made
    }

    init?(
        _ type: PrimitiveType, from decoder: CandidDecoder, as wire: WireType
    ) throws(CandidError) {
        switch type {
        case .nat: self = .nat(try Nat(from: decoder, as: wire))
        case .int: self = .int(try Integer(from: decoder, as: wire))
        case .nat8: self = .nat8(try UInt8(from: decoder, as: wire))
        case .nat16: self = .nat16(try UInt16(from: decoder, as: wire))
        case .nat32: self = .nat32(try UInt32(from: decoder, as: wire))
        case .nat64: self = .nat64(try UInt64(from: decoder, as: wire))
        case .int8: self = .int8(try Int8(from: decoder, as: wire))
        case .int16: self = .int16(try Int16(from: decoder, as: wire))
        case .int32: self = .int32(try Int32(from: decoder, as: wire))
        case .int64: self = .int64(try Int64(from: decoder, as: wire))
        case .float32: self = .float32(try Float(from: decoder, as: wire))
        case .float64: self = .float64(try Double(from: decoder, as: wire))
        default: return nil
        }
    }

    func encode(into writer: inout ByteWriter) {
        switch self {
        case .nat(let value): value.encode(into: &writer)
        case .int(let value): value.encode(into: &writer)
        case .nat8(let value): value.encode(into: &writer)
        case .nat16(let value): value.encode(into: &writer)
        case .nat32(let value): value.encode(into: &writer)
        case .nat64(let value): value.encode(into: &writer)
        case .int8(let value): value.encode(into: &writer)
        case .int16(let value): value.encode(into: &writer)
        case .int32(let value): value.encode(into: &writer)
        case .int64(let value): value.encode(into: &writer)
        case .float32(let value): value.encode(into: &writer)
        case .float64(let value): value.encode(into: &writer)
        }
    }
}
