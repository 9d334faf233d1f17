import Bytes

// The writing half: deterministic encoding (RFC 8949, section 4.2) with definite lengths and the shortest form of every
// number. The order of map keys is the caller's, since the Internet Computer's formats prescribe their own.

extension ByteWriter {
    /// Appends the head of a data item: its kind and its number, length, count or tag, in the shortest form.
    @inline(__always)
    public mutating func writeCBORHead(_ type: CBORMajorType, _ argument: UInt64) {
        if argument < 24 {
            write(type.rawValue &<< 5 | UInt8(truncatingIfNeeded: argument))
        } else {
            writeLongCBORHead(type, argument)
        }
    }

    @inline(never)
    private mutating func writeLongCBORHead(_ type: CBORMajorType, _ argument: UInt64) {
        let type = type.rawValue &<< 5
        if argument <= 0xff {
            write(type | 24)
            write(UInt8(truncatingIfNeeded: argument))
        } else if argument <= 0xffff {
            write(type | 25)
            write(bigEndian: UInt16(truncatingIfNeeded: argument))
        } else if argument <= 0xffff_ffff {
            write(type | 26)
            write(bigEndian: UInt32(truncatingIfNeeded: argument))
        } else {
            write(type | 27)
            write(bigEndian: argument)
        }
    }

    /// Appends an unsigned number.
    public mutating func writeCBOR(unsigned value: UInt64) {
        writeCBORHead(.unsigned, value)
    }

    /// Appends a number that may be negative.
    public mutating func writeCBOR(integer value: Int64) {
        if value < 0 {
            writeCBORHead(.negative, UInt64(bitPattern: ~value))
        } else {
            writeCBORHead(.unsigned, UInt64(bitPattern: value))
        }
    }

    /// Appends a byte string.
    public mutating func writeCBOR(bytes: [UInt8]) {
        writeCBORHead(.bytes, UInt64(bytes.count))
        write(bytes)
    }

    /// Appends a byte string.
    public mutating func writeCBOR(bytes: UnsafeRawBufferPointer) {
        writeCBORHead(.bytes, UInt64(bytes.count))
        write(bytes)
    }

    /// Appends what another writer holds as a byte string.
    public mutating func writeCBOR(bytes: borrowing ByteWriter) {
        writeCBORHead(.bytes, UInt64(bytes.count))
        write(bytes)
    }

    /// Appends a literal as a text string.
    public mutating func writeCBOR(text: StaticString) {
        writeCBORHead(.text, UInt64(text.utf8CodeUnitCount))
        write(text)
    }

    /// Appends a text string.
    ///
    /// - Parameter utf8: its bytes, which the caller knows to be UTF-8.
    public mutating func writeCBOR(utf8: [UInt8]) {
        writeCBORHead(.text, UInt64(utf8.count))
        write(utf8)
    }

    /// Appends the head of an array; that many items must follow.
    public mutating func writeCBORArrayHeader(_ count: Int) {
        precondition(count >= 0)
        writeCBORHead(.array, UInt64(truncatingIfNeeded: count))
    }

    /// Appends the head of a map; that many pairs of key and value must follow.
    public mutating func writeCBORMapHeader(_ count: Int) {
        precondition(count >= 0)
        writeCBORHead(.map, UInt64(truncatingIfNeeded: count))
    }

    /// Appends a tag; the item it is about must follow.
    public mutating func writeCBOR(tag: UInt64) {
        writeCBORHead(.tag, tag)
    }

    /// Appends a boolean.
    public mutating func writeCBOR(boolean value: Bool) {
        write(value ? 0xf5 : 0xf4)
    }

    /// Appends null.
    public mutating func writeCBORNull() {
        write(0xf6)
    }

    /// Appends a floating point number of 64 bits.
    public mutating func writeCBOR(double value: Double) {
        write(0xfb)
        write(bigEndian: value.bitPattern)
    }
}

/// Sizes of encodings, for those who reserve room before they write.
public enum CBORSize {
    /// The number of bytes of a head with an argument: 1, 2, 3, 5 or 9.
    @inline(__always)
    public static func head(_ argument: UInt64) -> Int {
        if argument < 24 { return 1 }
        if argument <= 0xff { return 2 }
        if argument <= 0xffff { return 3 }
        return argument <= 0xffff_ffff ? 5 : 9
    }

    /// The number of bytes of a byte or text string of a length.
    @inline(__always)
    public static func string(_ byteCount: Int) -> Int {
        head(UInt64(truncatingIfNeeded: byteCount)) &+ byteCount
    }
}
