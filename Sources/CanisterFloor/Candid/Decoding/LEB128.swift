import Bytes

/// What came of reading a number in LEB128.
enum LEB128Result<Value> {
    case value(Value)
    case truncated
    case tooLarge
}

extension ByteReader {
    /// Reads an unsigned LEB128 number below 2^64; superfluous bytes that add nothing are taken.
    @inline(__always)
    mutating func readLEB128() -> LEB128Result<UInt64> {
        // Nearly all numbers in a message are of one byte.
        guard let first = readByte() else { return .truncated }
        if first < 0x80 { return .value(UInt64(first)) }
        return readLEB128(after: first)
    }

    @inline(never)
    private mutating func readLEB128(after first: UInt8) -> LEB128Result<UInt64> {
        var value = UInt64(first & 0x7f)
        var shift: UInt64 = 7
        while let byte = readByte() {
            let low = UInt64(byte & 0x7f)
            if shift < 63 {
                value |= low &<< shift
            } else if shift == 63 && low < 2 {
                value |= low &<< 63
            } else if low != 0 {
                return .tooLarge
            }
            if byte < 0x80 { return .value(value) }
            shift = shift < 64 ? shift &+ 7 : shift
        }
        return .truncated
    }

    /// Reads a signed LEB128 number of 64 bits; superfluous bytes that add nothing are taken.
    @inline(__always)
    mutating func readSignedLEB128() -> LEB128Result<Int64> {
        guard let first = readByte() else { return .truncated }
        if first < 0x80 { return .value(Int64(Int8(bitPattern: first &<< 1) &>> 1)) }
        return readSignedLEB128(after: first)
    }

    @inline(never)
    private mutating func readSignedLEB128(after first: UInt8) -> LEB128Result<Int64> {
        var value = Int64(first & 0x7f)
        var shift: Int64 = 7
        while let byte = readByte() {
            let low = Int64(byte & 0x7f)
            if shift < 63 {
                value |= low &<< shift
                shift &+= 7
                if byte < 0x80 {
                    if low & 0x40 != 0 { value |= -1 &<< shift }
                    return .value(value)
                }
            } else {
                // From bit 63 on all bits are the sign.
                if shift == 63 {
                    if low != 0 && low != 0x7f { return .tooLarge }
                    value |= low &<< 63
                    shift = 64
                } else if low != (value < 0 ? 0x7f : 0) {
                    return .tooLarge
                }
                if byte < 0x80 { return .value(value) }
            }
        }
        return .truncated
    }
}
