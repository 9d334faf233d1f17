/// What came of reading a number in LEB128.
enum LEB128Result<Value> {
    /// The number, and the offset behind it.
    case value(Value, end: Int)
    case truncated
    case tooLarge
}

/// Reading LEB128 (Candid specification, "Notation"): seven bits a byte, low ones first. Superfluous bytes that add
/// nothing are taken, as the specification has it.
enum LEB128 {
    /// Reads an unsigned number below 2^64 from an offset on.
    @inline(__always)
    static func read(_ bytes: UnsafeRawBufferPointer, at start: Int) -> LEB128Result<UInt64> {
        guard start < bytes.count else { return .truncated }
        // Nearly all numbers in a message are of one byte, or are the hashes of names and so of five.
        let first = bytes[start]
        if first < 0x80 { return .value(UInt64(first), end: start &+ 1) }
        return readLong(bytes, at: start)
    }

    @inline(never)
    private static func readLong(_ bytes: UnsafeRawBufferPointer, at start: Int) -> LEB128Result<UInt64> {
        if bytes.count &- start >= 8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            let stops = ~word & 0x8080_8080_8080_8080
            if stops != 0 {
                // Keep the bytes up to the first that stops, then close the gaps of one, two and four bits.
                var value = word & (stops ^ (stops &- 1)) & 0x7f7f_7f7f_7f7f_7f7f
                value = value & 0x007f_007f_007f_007f | (value & 0x7f00_7f00_7f00_7f00) &>> 1
                value = value & 0x0000_3fff_0000_3fff | (value & 0x3fff_0000_3fff_0000) &>> 2
                value = value & 0x0fff_ffff | (value & 0x0fff_ffff_0000_0000) &>> 4
                return .value(value, end: start &+ stops.trailingZeroBitCount &>> 3 &+ 1)
            }
        }
        var value: UInt64 = 0
        var shift: UInt64 = 0
        for offset in start..<bytes.count {
            let byte = bytes[offset]
            let low = UInt64(byte & 0x7f)
            if shift < 63 || (shift == 63 && low < 2) {
                value |= low &<< shift
            } else if low != 0 {
                return .tooLarge
            }
            if byte < 0x80 { return .value(value, end: offset + 1) }
            shift = min(shift &+ 7, 70)
        }
        return .truncated
    }

    /// Reads a signed number of 64 bits from an offset on.
    @inline(__always)
    static func readSigned(_ bytes: UnsafeRawBufferPointer, at start: Int) -> LEB128Result<Int64> {
        guard start < bytes.count else { return .truncated }
        let first = bytes[start]
        if first < 0x80 { return .value(Int64(first) &- (Int64(first & 0x40) &<< 1), end: start &+ 1) }
        return readSignedLong(bytes, at: start)
    }

    @inline(never)
    private static func readSignedLong(_ bytes: UnsafeRawBufferPointer, at start: Int) -> LEB128Result<Int64> {
        var value: Int64 = 0
        var shift: Int64 = 0
        for offset in start..<bytes.count {
            let byte = bytes[offset]
            let low = Int64(byte & 0x7f)
            if shift < 63 {
                value |= low &<< shift
            } else if shift == 63 {
                // From here on all bits repeat the sign.
                guard low == 0 || low == 0x7f else { return .tooLarge }
                value |= low &<< 63
            } else if low != (value < 0 ? 0x7f : 0) {
                return .tooLarge
            }
            shift = min(shift &+ 7, 70)
            if byte < 0x80 {
                if shift < 64 && low & 0x40 != 0 { value |= -1 &<< shift }
                return .value(value, end: offset + 1)
            }
        }
        return .truncated
    }
}
