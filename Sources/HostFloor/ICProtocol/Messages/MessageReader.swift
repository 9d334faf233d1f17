import CBOR
import Candid

/// Reads a request or response, and knows at each moment which field it is at.
///
/// Lengths may be definite or not, and fields stand in any order; none may be there twice.
struct MessageReader {
    private var reader: CBORReader
    private var itemsLeft: Int
    private let limits: MessageLimits
    private var path: [String] = []

    init(_ bytes: [UInt8], limits: MessageLimits) throws(MessageError) {
        guard bytes.count <= limits.size else {
            throw MessageError(field: "", problem: .tooLarge(size: bytes.count, maximum: limits.size))
        }
        self.reader = CBORReader(bytes, allowsIndefiniteLengths: true)
        self.limits = limits
        self.itemsLeft = limits.items
    }

    /// Reads the map that the whole message is, behind tag 55799 or without it.
    mutating func message(
        _ body: (inout MessageReader, _ name: String) throws(MessageError) -> Void
    ) throws(MessageError) {
        try reading { reader throws(CBORError) in _ = try reader.skipSelfDescribeTag() }
        try map(body)
        try reading { reader throws(CBORError) in try reader.finish() }
    }

    /// Reads a map; the body reads the value of each field.
    mutating func map(
        _ body: (inout MessageReader, _ name: String) throws(MessageError) -> Void
    ) throws(MessageError) {
        var names: Set<[UInt8]> = []
        var count = try reading { reader throws(CBORError) in try reader.readMapHeader() }
        while try reading({ reader throws(CBORError) in try reader.next(&count) }) {
            try takeItem()
            let name = try reading { reader throws(CBORError) in try reader.readText() }
            path.append(String(decoding: name, as: UTF8.self))
            guard names.insert(name).inserted else { throw error(.twice) }
            try body(&self, path[path.count - 1])
            path.removeLast()
        }
    }

    /// Reads an array; the body reads each item.
    mutating func array<Item>(
        _ body: (inout MessageReader) throws(MessageError) -> Item
    ) throws(MessageError) -> [Item] {
        var items: [Item] = []
        var count = try reading { reader throws(CBORError) in try reader.readArrayHeader() }
        while try reading({ reader throws(CBORError) in try reader.next(&count) }) {
            try takeItem()
            items.append(try body(&self))
        }
        return items
    }

    mutating func bytes() throws(MessageError) -> [UInt8] {
        try reading { reader throws(CBORError) in try reader.readBytes() }
    }

    mutating func text() throws(MessageError) -> String {
        String(decoding: try reading { reader throws(CBORError) in try reader.readText() }, as: UTF8.self)
    }

    mutating func natural() throws(MessageError) -> UInt64 {
        try reading { reader throws(CBORError) in try reader.readUnsigned() }
    }

    mutating func principal() throws(MessageError) -> Principal {
        let bytes = try bytes()
        guard let principal = try? Principal(bytes: bytes) else {
            throw error(.principalSize(found: bytes.count, maximum: Principal.maximumCount))
        }
        return principal
    }

    /// Reads what may be null, which means the same as absent.
    mutating func optional<Value>(
        _ body: (inout MessageReader) throws(MessageError) -> Value
    ) throws(MessageError) -> Value? {
        reader.skipNull() ? nil : try body(&self)
    }

    /// Passes over the value of a field that does not matter.
    mutating func skip() throws(MessageError) {
        try reading { reader throws(CBORError) in try reader.skipValue() }
    }

    /// The error of the field that is being read.
    func error(_ problem: MessageError.Problem) -> MessageError {
        MessageError(field: path.joined(separator: "."), problem: problem)
    }

    /// The error of a field of the map that was just read.
    func error(_ problem: MessageError.Problem, at name: String) -> MessageError {
        MessageError(field: (path + [name]).joined(separator: "."), problem: problem)
    }

    /// The value of a field of the map that was just read.
    func required<Value>(_ value: Value?, _ name: String) throws(MessageError) -> Value {
        guard let value else { throw error(.missing, at: name) }
        return value
    }

    private mutating func takeItem() throws(MessageError) {
        guard itemsLeft > 0 else { throw MessageError(field: "", problem: .tooManyItems(maximum: limits.items)) }
        itemsLeft -= 1
    }

    private mutating func reading<Value>(
        _ body: (inout CBORReader) throws(CBORError) -> Value
    ) throws(MessageError) -> Value {
        do throws(CBORError) { return try body(&reader) } catch { throw self.error(.encoding(error)) }
    }
}
