import Bytes

/// Base 64 with padding (RFC 4648, section 4).
enum Base64 {
    /// The number of characters for a number of bytes.
    static func encodedCount(_ byteCount: Int) -> Int { (byteCount + 2) / 3 * 4 }

    /// The character for the lowest six bits.
    @inline(__always)
    fileprivate static func character(_ bits: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: bits & 63)
        switch value {
        case 0..<26: return UInt8(ascii: "A") + value
        case 26..<52: return UInt8(ascii: "a") + value - 26
        case 52..<62: return UInt8(ascii: "0") + value - 52
        case 62: return UInt8(ascii: "+")
        default: return UInt8(ascii: "/")
        }
    }
}

extension ByteWriter {
    /// Appends bytes in base 64.
    mutating func write(base64 bytes: UnsafeRawBufferPointer) {
        let target = extend(by: Base64.encodedCount(bytes.count)).assumingMemoryBound(to: UInt8.self)
        var (source, place) = (0, 0)
        while source < bytes.count {
            let left = bytes.count &- source
            var bits = UInt32(bytes[source]) &<< 16
            if left > 1 { bits |= UInt32(bytes[source &+ 1]) &<< 8 }
            if left > 2 { bits |= UInt32(bytes[source &+ 2]) }
            target[place] = Base64.character(bits &>> 18)
            target[place &+ 1] = Base64.character(bits &>> 12)
            target[place &+ 2] = left > 1 ? Base64.character(bits &>> 6) : UInt8(ascii: "=")
            target[place &+ 3] = left > 2 ? Base64.character(bits) : UInt8(ascii: "=")
            source &+= 3
            place &+= 4
        }
    }
}
