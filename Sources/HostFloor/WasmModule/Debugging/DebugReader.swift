/// Reads what DWARF is made of: little-endian numbers, LEB128 numbers and texts that end with a zero.
struct DebugReader {
    private let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    /// Reads from a place of a section up to another one, or up to its end.
    init(_ bytes: [UInt8], at position: Int = 0, end: Int? = nil) throws(DebugInformationError) {
        let end = min(end ?? bytes.count, bytes.count)
        guard position >= 0, position <= end else { throw .truncated(offset: position) }
        self.bytes = bytes
        self.position = position
        self.end = end
    }

    var isAtEnd: Bool { position == end }

    mutating func skip(_ count: Int) throws(DebugInformationError) {
        guard count >= 0, count <= end - position else { throw .truncated(offset: position) }
        position += count
    }

    /// A number of 1 to 8 bytes.
    mutating func number(_ size: Int) throws(DebugInformationError) -> UInt64 {
        let start = position
        try skip(size)
        return bytes[start..<position].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func byte() throws(DebugInformationError) -> UInt8 {
        let start = position
        try skip(1)
        return bytes[start]
    }

    /// An offset or a length: DWARF of 64 bits is not written for WebAssembly.
    mutating func offset() throws(DebugInformationError) -> Int { Int(try number(4)) }

    mutating func unsigned() throws(DebugInformationError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            if shift < 64 { value |= UInt64(byte & 0x7f) << shift }
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
    }

    mutating func signed() throws(DebugInformationError) -> Int64 {
        var value: Int64 = 0
        var shift: Int64 = 0
        while true {
            let byte = try byte()
            if shift < 64 { value |= Int64(byte & 0x7f) << shift }
            shift += 7
            guard byte & 0x80 == 0 else { continue }
            if shift < 64, byte & 0x40 != 0 { value |= -1 << shift }
            return value
        }
    }

    /// A count of bytes that follow.
    mutating func length() throws(DebugInformationError) -> Int {
        guard let length = Int(exactly: try unsigned()) else { throw .truncated(offset: position) }
        return length
    }

    mutating func text() throws(DebugInformationError) -> String {
        guard let last = bytes[position..<end].firstIndex(of: 0) else { throw .truncated(offset: position) }
        defer { position = last + 1 }
        return String(decoding: bytes[position..<last], as: UTF8.self)
    }
}

/// Why debug information cannot be read. It is there for people, so nobody is stopped by this: a trap is shown without
/// files and lines.
enum DebugInformationError: Error, Equatable {
    /// A section ends where more is needed.
    case truncated(offset: Int)
    /// A part is of a version or form that is not known here.
    case unsupported(String, UInt64)
}
