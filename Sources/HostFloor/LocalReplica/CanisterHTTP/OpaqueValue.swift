import Bytes
import Candid

/// A value of whatever type, kept to be handed back as it came: its bytes, with the type table of the message that it
/// stood in.
struct OpaqueValue: Hashable, Sendable {
    /// What stands in a message from the beginning to behind the type table.
    private let table: [UInt8]
    /// The type, as a message refers to it.
    private let type: Int64
    private let value: [UInt8]

    /// A message that has this value for its only argument.
    var message: [UInt8] {
        var writer = ByteWriter(capacity: table.count + value.count + 12)
        writer.write(table)
        writer.write(leb128: 1)
        writer.write(signedLEB128: type)
        writer.write(value)
        return writer.bytes
    }
}

extension OpaqueValue: CandidDecodable {
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let start = decoder.offset
        try decoder.skip(type)
        value = Array(decoder.bytes[start..<decoder.offset])
        // A type without parts stands for itself, by a negative number.
        self.type = type.index.map(Int64.init) ?? -1 - Int64(decoder.types.kind(of: type).rawValue)
        var walker = TypeTableWalker(decoder.bytes)
        table = Array(decoder.bytes[..<walker.end()])
    }
}

/// Goes through the type table of a message, which was found to be well-formed before.
private struct TypeTableWalker {
    private var reader: ByteReader

    init(_ message: [UInt8]) { reader = ByteReader(message) }

    /// The offset behind the table.
    mutating func end() -> Int {
        reader.seek(to: 4)
        for _ in 0..<number() {
            switch signedNumber() {
            case -18, -19: skipNumbers(1)
            case -20, -21: skipNumbers(2 * number())
            case -22:
                skipNumbers(number())
                skipNumbers(number())
                skipBytes(number())
            case -23:
                for _ in 0..<number() {
                    skipBytes(number())
                    skipNumbers(1)
                }
            default: skipBytes(number())
            }
        }
        return reader.position
    }

    private mutating func skipNumbers(_ count: Int) {
        for _ in 0..<count { while let byte = reader.readByte(), byte >= 0x80 {} }
    }

    private mutating func skipBytes(_ count: Int) { _ = reader.readRange(count) }

    private mutating func number() -> Int {
        var (value, shift) = (UInt64(0), UInt64(0))
        while let byte = reader.readByte() {
            if shift < 64 { value |= UInt64(byte & 0x7f) << shift }
            shift += 7
            if byte < 0x80 { break }
        }
        return Int(clamping: value)
    }

    private mutating func signedNumber() -> Int64 {
        var (value, shift) = (Int64(0), Int64(0))
        while let byte = reader.readByte() {
            if shift < 64 { value |= Int64(byte & 0x7f) << shift }
            shift += 7
            if byte < 0x80 {
                if byte & 0x40 != 0, shift < 64 { value |= -1 << shift }
                break
            }
        }
        return value
    }
}
