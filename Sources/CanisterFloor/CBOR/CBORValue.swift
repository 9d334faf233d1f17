import Bytes

/// A data item as a tree of values, for tools and tests that look at CBOR of any shape. Canisters read item by item.
public indirect enum CBORValue: Equatable, Sendable {
    case unsigned(UInt64)
    /// The number `-1 - n`.
    case negative(UInt64)
    case bytes([UInt8])
    /// The bytes are UTF-8.
    case text([UInt8])
    case array([CBORValue])
    case map([Pair])
    case tagged(UInt64, CBORValue)
    case boolean(Bool)
    case null
    case double(Double)

    /// A member of a map.
    public struct Pair: Equatable, Sendable {
        public var key: CBORValue
        public var value: CBORValue

        public init(_ key: CBORValue, _ value: CBORValue) {
            self.key = key
            self.value = value
        }
    }

    /// Decodes one item that takes up all the bytes.
    ///
    /// - Throws: also for maps with a key twice and for nesting beyond ``CBORReader/depthLimit``.
    public init(decoding bytes: [UInt8], allowsIndefiniteLengths: Bool = false) throws(CBORError) {
        var reader = CBORReader(bytes, allowsIndefiniteLengths: allowsIndefiniteLengths)
        self = try CBORValue(from: &reader)
        try reader.finish()
    }

    /// Decodes the next item.
    public init(from reader: inout CBORReader) throws(CBORError) {
        try self.init(from: &reader, depth: 0)
    }

    private init(from reader: inout CBORReader, depth: Int) throws(CBORError) {
        let start = reader.position
        guard depth < CBORReader.depthLimit else {
            throw .tooDeep(offset: start, limit: CBORReader.depthLimit)
        }
        switch reader.nextType {
        case nil: throw .endOfInput(offset: start, expected: .item)
        case .unsigned: self = .unsigned(try reader.readUnsigned())
        case .negative: self = .negative(try reader.readHead(.integer).argument)
        case .bytes: self = .bytes(try reader.readBytes())
        case .text: self = .text(try reader.readText())
        case .array:
            var count = try reader.readArrayHeader()
            var items: [CBORValue] = []
            while try reader.next(&count) { items.append(try CBORValue(from: &reader, depth: depth + 1)) }
            self = .array(items)
        case .map: self = .map(try CBORValue.pairs(from: &reader, depth: depth))
        case .tag:
            let tag = try reader.readTag()
            self = .tagged(tag, try CBORValue(from: &reader, depth: depth + 1))
        case .simple:
            if reader.skipNull() {
                self = .null
            } else if let byte = reader.input.peek, byte == 0xf4 || byte == 0xf5 {
                self = .boolean(try reader.readBoolean())
            } else {
                self = .double(try reader.readDouble())
            }
        }
    }

    private static func pairs(from reader: inout CBORReader, depth: Int) throws(CBORError) -> [Pair] {
        var count = try reader.readMapHeader()
        var pairs: [Pair] = []
        // Keys are compared in their encoded form, sorted: comparing each with each would let a map of many keys
        // take quadratic time.
        var keys: [(bytes: [UInt8], offset: Int)] = []
        while try reader.next(&count) {
            let start = reader.position
            let key = try CBORValue(from: &reader, depth: depth + 1)
            keys.append((key.encoded, start))
            pairs.append(Pair(key, try CBORValue(from: &reader, depth: depth + 1)))
        }
        keys.sort { left, right in
            left.bytes == right.bytes ? left.offset < right.offset : left.bytes.lexicographicallyPrecedes(right.bytes)
        }
        for index in keys.indices.dropFirst() where keys[index].bytes == keys[index - 1].bytes {
            throw .duplicateKey(offset: keys[index].offset)
        }
        return pairs
    }

    /// The deterministic encoding; maps keep their order.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Appends the deterministic encoding.
    public func write(to writer: inout ByteWriter) {
        switch self {
        case .unsigned(let value): writer.writeCBOR(unsigned: value)
        case .negative(let value): writer.writeCBORHead(.negative, value)
        case .bytes(let bytes): writer.writeCBOR(bytes: bytes)
        case .text(let utf8): writer.writeCBOR(utf8: utf8)
        case .array(let items):
            writer.writeCBORArrayHeader(items.count)
            for item in items { item.write(to: &writer) }
        case .map(let pairs):
            writer.writeCBORMapHeader(pairs.count)
            for pair in pairs {
                pair.key.write(to: &writer)
                pair.value.write(to: &writer)
            }
        case .tagged(let tag, let value):
            writer.writeCBOR(tag: tag)
            value.write(to: &writer)
        case .boolean(let value): writer.writeCBOR(boolean: value)
        case .null: writer.writeCBORNull()
        case .double(let value): writer.writeCBOR(double: value)
        }
    }

    /// A text string.
    public static func text(_ text: String) -> CBORValue { .text(Array(text.utf8)) }

    /// The value of a text key in a map; `nil` for other items and keys that are not there.
    public subscript(key: String) -> CBORValue? {
        guard case .map(let pairs) = self else { return nil }
        let wanted = Array(key.utf8)
        for pair in pairs {
            if case .text(let text) = pair.key, text == wanted { return pair.value }
        }
        return nil
    }
}
