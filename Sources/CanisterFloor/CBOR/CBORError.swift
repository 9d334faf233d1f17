/// Why bytes are not the CBOR that was expected. Every offset counts from the first byte that the reader was given.
///
/// It is indirect to travel as one pointer through all that reads.
public indirect enum CBORError: Error, Hashable, Sendable {
    /// The bytes end where something more had to follow.
    case endOfInput(offset: Int, expected: CBORExpectation)
    /// Another kind of data item stands here; `found` is its first byte.
    case unexpected(offset: Int, expected: CBORExpectation, found: UInt8)
    /// A first byte that no item may begin with (RFC 8949, section 3), or a break outside of an indefinite length.
    case reservedByte(offset: Int, found: UInt8)
    /// A string is longer, or a collection has more items, than the bytes left can hold.
    case lengthBeyondEnd(offset: Int, length: UInt64, remaining: Int)
    /// An indefinite length where only definite ones are taken.
    case indefiniteLength(offset: Int)
    /// A number that the type asked for cannot hold.
    case integerOutOfRange(offset: Int)
    /// A text string whose bytes are not UTF-8; the offset is that of the text's first byte.
    case invalidUTF8(offset: Int)
    /// Arrays, maps and tags nested deeper than the limit.
    case tooDeep(offset: Int, limit: Int)
    /// A map with the same key twice; the offset is that of the second.
    case duplicateKey(offset: Int)
    /// Bytes left after the end.
    case trailingBytes(offset: Int, count: Int)
}

/// What a reader was asked for.
public enum CBORExpectation: UInt8, Sendable {
    case item
    case unsigned
    case integer
    case bytes
    case text
    case array
    case map
    case tag
    case boolean
    case null
    case double

    /// The name for messages.
    public var name: StaticString {
        switch self {
        case .item: "a data item"
        case .unsigned: "an unsigned integer"
        case .integer: "an integer"
        case .bytes: "a byte string"
        case .text: "a text string"
        case .array: "an array"
        case .map: "a map"
        case .tag: "a tag"
        case .boolean: "a boolean"
        case .null: "null"
        case .double: "a floating point number"
        }
    }
}

extension CBORError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .endOfInput(let offset, let expected):
            "CBOR ends at byte \(offset), where \(expected.name) was expected"
        case .unexpected(let offset, let expected, let found):
            "CBOR has an item that begins with byte \(found) at byte \(offset), where \(expected.name) was expected"
        case .reservedByte(let offset, let found):
            "CBOR has byte \(found) at byte \(offset), which no data item begins with"
        case .lengthBeyondEnd(let offset, let length, let remaining):
            "CBOR gives a length of \(length) at byte \(offset), but only \(remaining) bytes follow"
        case .indefiniteLength(let offset):
            "CBOR has an indefinite length at byte \(offset), where only definite lengths are allowed"
        case .integerOutOfRange(let offset):
            "CBOR has an integer at byte \(offset) that is out of range"
        case .invalidUTF8(let offset):
            "CBOR has a text string at byte \(offset) that is not UTF-8"
        case .tooDeep(let offset, let limit):
            "CBOR is nested deeper than \(limit) levels at byte \(offset)"
        case .duplicateKey(let offset):
            "CBOR has a map with a key twice, the second time at byte \(offset)"
        case .trailingBytes(let offset, let count):
            "CBOR ends at byte \(offset), but \(count) bytes follow"
        }
    }
}
