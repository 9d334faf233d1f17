/// Reading LEB128 (Candid specification, "Notation"): seven bits a byte, low ones first. Superfluous bytes that add
/// nothing are taken, as the specification has it.
///
/// Numbers are read from memory at a position, which moves behind them, or becomes one of the negative values below if
/// there is no number. That is plainer than an enum as result and a good deal cheaper.
enum LEB128 {
    /// The position after a number that goes on at the end of the memory.
    static let truncated = -1
    /// The position after a number of more than 64 bits.
    static let tooLarge = -2

    /// Reads an unsigned number below 2^64.
    @inline(__always)
    static func read(_ base: UnsafeRawPointer, _ position: inout Int, end: Int) -> UInt64 {
        // Nearly all numbers in a message are of one byte, or are the hashes of names and so of five.
        if position < end {
            let first = base.load(fromByteOffset: position, as: UInt8.self)
            if first < 0x80 {
                position &+= 1
                return UInt64(first)
            }
        }
        return readLong(base, &position, end: end)
    }

    @inline(never)
    private static func readLong(_ base: UnsafeRawPointer, _ position: inout Int, end: Int) -> UInt64 {
        let start = position
        if end &- start >= 8 {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            let stops = ~word & 0x8080_8080_8080_8080
            if stops != 0 {
                position = start &+ Int(truncatingIfNeeded: stops.trailingZeroBitCount) &>> 3 &+ 1
                // Keep the bytes up to the first that stops, then close the gaps of one, two and four bits.
                var value = word & (stops ^ (stops &- 1)) & 0x7f7f_7f7f_7f7f_7f7f
                value = value & 0x007f_007f_007f_007f | (value & 0x7f00_7f00_7f00_7f00) &>> 1
                value = value & 0x0000_3fff_0000_3fff | (value & 0x3fff_0000_3fff_0000) &>> 2
                return value & 0x0fff_ffff | (value & 0x0fff_ffff_0000_0000) &>> 4
            }
        }
        return readBytewise(base, &position, end: end)
    }

    private static func readBytewise(_ base: UnsafeRawPointer, _ position: inout Int, end: Int) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        var offset = position
        while offset < end {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            let low = UInt64(byte & 0x7f)
            offset &+= 1
            if shift < 63 || (shift == 63 && low < 2) {
                value |= low &<< shift
            } else if low != 0 {
                position = tooLarge
                return 0
            }
            if byte < 0x80 {
                position = offset
                return value
            }
            shift = min(shift &+ 7, 70)
        }
        position = truncated
        return 0
    }

    /// Reads a signed number of 64 bits.
    @inline(__always)
    static func readSigned(_ base: UnsafeRawPointer, _ position: inout Int, end: Int) -> Int64 {
        if position < end {
            let first = base.load(fromByteOffset: position, as: UInt8.self)
            if first < 0x80 {
                position &+= 1
                let value = Int64(first)
                return value &- (value & 0x40) &<< 1
            }
        }
        return readSignedLong(base, &position, end: end)
    }

    @inline(never)
    private static func readSignedLong(_ base: UnsafeRawPointer, _ position: inout Int, end: Int) -> Int64 {
        var value: Int64 = 0
        var shift: Int64 = 0
        var offset = position
        while offset < end {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            let low = Int64(byte & 0x7f)
            offset &+= 1
            // From bit 63 on all bits repeat the sign.
            let isInRange = shift < 63 || low == (shift == 63 ? -(low & 1) : value >> 63) & 0x7f
            guard isInRange else {
                position = tooLarge
                return 0
            }
            if shift < 64 { value |= low &<< shift }
            shift = min(shift &+ 7, 70)
            if byte < 0x80 {
                position = offset
                return shift < 64 && low & 0x40 != 0 ? value | -1 &<< shift : value
            }
        }
        position = truncated
        return 0
    }
}
