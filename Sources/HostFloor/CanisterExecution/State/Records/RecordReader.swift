import Bytes
import CBOR
import Candid

/// Reads the items of one record, and says of which where it fails.
struct RecordReader {
    let key: StateKey
    private var reader: CBORReader

    init(_ record: StateRecord) {
        key = record.key
        reader = CBORReader(record.value)
    }

    /// Reads a whole record: the version, then as many items as a layout has.
    static func read<Value>(
        _ record: StateRecord, _ count: Int, _ body: (inout RecordReader) throws(StateError) -> Value
    ) throws(StateError) -> Value {
        var reader = RecordReader(record)
        let found = try reader.count()
        let version = try reader.unsigned()
        guard version <= StateLayout.version else {
            throw .newerLayout(record.key, found: version, known: StateLayout.version)
        }
        guard found == count + 1 else { throw reader.damaged("it has \(found) items, not \(count + 1)") }
        let value = try body(&reader)
        try reader.catching { reader throws(CBORError) in try reader.finish() }
        return value
    }

    func damaged(_ reason: String) -> StateError { .damaged(key, reason: reason) }

    private mutating func catching<Value>(
        _ body: (inout CBORReader) throws(CBORError) -> Value
    ) throws(StateError) -> Value {
        do throws(CBORError) { return try body(&reader) } catch { throw damaged("\(error)") }
    }

    mutating func unsigned() throws(StateError) -> UInt64 {
        try catching { reader throws(CBORError) in try reader.readUnsigned() }
    }

    mutating func bytes() throws(StateError) -> [UInt8] {
        try catching { reader throws(CBORError) in try reader.readBytes() }
    }

    mutating func string() throws(StateError) -> String {
        String(decoding: try catching { reader throws(CBORError) in try reader.readText() }, as: UTF8.self)
    }

    mutating func boolean() throws(StateError) -> Bool {
        try catching { reader throws(CBORError) in try reader.readBoolean() }
    }

    mutating func cycles() throws(StateError) -> UInt128 {
        let bytes = try bytes()
        guard bytes.count == 16 else { throw damaged("an amount of cycles has \(bytes.count) bytes, not 16") }
        return bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }

    mutating func principal() throws(StateError) -> Principal {
        let bytes = try bytes()
        guard let principal = Principal(bytes: bytes, else: nil) else {
            throw damaged("\(bytes.count) bytes are no principal")
        }
        return principal
    }

    /// Whether the next item is an array.
    var isArrayNext: Bool { reader.nextType == .array }

    /// The length of an array whose items follow.
    mutating func count() throws(StateError) -> Int {
        switch try catching({ reader throws(CBORError) in try reader.readArrayHeader() }) {
        case .definite(let count): return count
        case .indefinite: throw damaged("an array has an indefinite length")
        }
    }

    mutating func items(_ count: Int) throws(StateError) {
        let found = try self.count()
        guard found == count else { throw damaged("an array has \(found) items, not \(count)") }
    }

    mutating func array<Element>(
        _ body: (inout RecordReader) throws(StateError) -> Element
    ) throws(StateError) -> [Element] {
        var elements: [Element] = []
        for _ in 0..<(try count()) { elements.append(try body(&self)) }
        return elements
    }

    mutating func optional<Value>(
        _ body: (inout RecordReader) throws(StateError) -> Value
    ) throws(StateError) -> Value? {
        reader.skipNull() ? nil : try body(&self)
    }

    /// A number that has to be one of those that a type knows.
    mutating func known<Raw: BinaryInteger, Value: RawRepresentable<Raw>>(
        _ type: Value.Type
    ) throws(StateError) -> Value {
        let number = try unsigned()
        guard let value = Raw(exactly: number).flatMap(Value.init(rawValue:)) else {
            throw damaged("there is no \(type) \(number)")
        }
        return value
    }

    /// A text that has to be one of those that a type knows.
    mutating func known<Value: RawRepresentable<String>>(text type: Value.Type) throws(StateError) -> Value {
        let text = try string()
        guard let value = Value(rawValue: text) else { throw damaged("there is no \(type) '\(text)'") }
        return value
    }
}
