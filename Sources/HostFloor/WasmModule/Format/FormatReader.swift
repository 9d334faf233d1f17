import Bytes

/// Reads the parts that WebAssembly's binary format is made of, with errors that name what was expected and where.
struct FormatReader {
    private var reader: ByteReader

    /// The offset behind the last byte of what is being read: a section, a body, or the whole module.
    private(set) var end: Int

    init(_ bytes: [UInt8]) {
        reader = ByteReader(bytes)
        end = bytes.count
    }

    /// Reads a part of the bytes. The range must lie in them.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        reader = ByteReader(bytes)
        reader.seek(to: range.lowerBound)
        end = range.upperBound
    }

    var offset: Int { reader.position }
    var remaining: Int { end - reader.position }
    var isAtEnd: Bool { reader.position == end }

    mutating func byte(_ expected: @autoclosure () -> String) throws(WasmFormatError) -> UInt8 {
        guard remaining > 0, let byte = reader.readByte() else {
            throw .truncated(expected: expected(), offset: offset)
        }
        return byte
    }

    /// Moves over a number of bytes and gives the range in which they stand.
    mutating func range(_ count: Int, _ expected: @autoclosure () -> String) throws(WasmFormatError) -> Range<Int> {
        guard count <= remaining, let range = reader.readRange(count) else {
            throw .truncated(expected: expected(), offset: offset)
        }
        return range
    }

    /// An unsigned LEB128 integer of at most 32 bits.
    mutating func u32(_ expected: @autoclosure () -> String) throws(WasmFormatError) -> UInt32 {
        UInt32(truncatingIfNeeded: try unsigned(bits: 32, expected()))
    }

    /// An unsigned LEB128 integer of at most 64 bits.
    mutating func u64(_ expected: @autoclosure () -> String) throws(WasmFormatError) -> UInt64 {
        try unsigned(bits: 64, expected())
    }

    private mutating func unsigned(bits: Int, _ expected: @autoclosure () -> String) throws(WasmFormatError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift = 0
        while true {
            let byte = try byte(expected())
            let group = UInt64(byte & 0x7f)
            // The last group may only have the bits that are left.
            if shift + 7 > bits, group >> UInt64(bits - shift) != 0 { throw .integerTooLong(bits: bits, offset: start) }
            value |= group << UInt64(shift)
            if byte & 0x80 == 0 { return value }
            shift += 7
            if shift >= bits { throw .integerTooLong(bits: bits, offset: start) }
        }
    }

    /// A signed LEB128 integer of at most `bits` bits (32, 33 or 64).
    mutating func signed(bits: Int, _ expected: @autoclosure () -> String) throws(WasmFormatError) -> Int64 {
        let start = offset
        var value: Int64 = 0
        var shift = 0
        while true {
            let byte = try byte(expected())
            let group = Int64(byte & 0x7f)
            let left = bits - shift
            if left < 7 {
                // The bits behind the last one that counts must all repeat it, the sign.
                let sign = ((Int64(byte << 1) << 56) >> 57) >> Int64(left - 1)
                if sign != 0 && sign != -1 { throw .integerTooLong(bits: bits, offset: start) }
            }
            value |= group << Int64(shift)
            shift += 7
            if byte & 0x80 == 0 {
                if shift < 64, byte & 0x40 != 0 { value |= -1 << Int64(shift) }
                return value
            }
            if shift >= bits { throw .integerTooLong(bits: bits, offset: start) }
        }
    }

    /// A count of things of which each takes at least one byte, so that no count promises more than there are bytes.
    mutating func count(of things: String) throws(WasmFormatError) -> Int {
        let count = Int(try u32("the number of \(things)"))
        guard count <= remaining else { throw .truncated(expected: "\(count) \(things)", offset: offset) }
        return count
    }

    mutating func name(_ expected: @autoclosure () -> String) throws(WasmFormatError) -> String {
        let length = Int(try u32(expected()))
        let start = offset
        let range = try range(length, expected())
        guard let name = String(validating: reader.bytes[range], as: UTF8.self) else {
            throw .nameNotUTF8(offset: start)
        }
        return name
    }

    /// Checks that all was read.
    func finish(_ part: @autoclosure () -> String) throws(WasmFormatError) {
        guard isAtEnd else { throw .bytesLeft(in: part(), count: remaining, offset: offset) }
    }
}
