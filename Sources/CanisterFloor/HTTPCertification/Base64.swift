import Bytes

/// Base 64 with padding (RFC 4648, section 4).
enum Base64 {
    /// The number of characters for a number of bytes.
    static func encodedCount(_ byteCount: Int) -> Int { (byteCount + 2) / 3 * 4 }

    fileprivate static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
}

extension ByteWriter {
    /// Appends bytes in base 64.
    mutating func write(base64 bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        let alphabet = Base64.alphabet.utf8Start
        var target = extend(by: Base64.encodedCount(bytes.count)).assumingMemoryBound(to: UInt8.self)
        var place = 0
        while bytes.count &- place >= 3 {
            let bits =
                UInt32(source.load(fromByteOffset: place, as: UInt8.self)) &<< 16
                | UInt32(source.load(fromByteOffset: place &+ 1, as: UInt8.self)) &<< 8
                | UInt32(source.load(fromByteOffset: place &+ 2, as: UInt8.self))
            target[0] = alphabet[Int(bits &>> 18)]
            target[1] = alphabet[Int(bits &>> 12 & 63)]
            target[2] = alphabet[Int(bits &>> 6 & 63)]
            target[3] = alphabet[Int(bits & 63)]
            target += 4
            place &+= 3
        }
        let left = bytes.count &- place
        guard left > 0 else { return }
        var bits = UInt32(bytes[place]) &<< 16
        if left > 1 { bits |= UInt32(bytes[place &+ 1]) &<< 8 }
        target[0] = alphabet[Int(bits &>> 18)]
        target[1] = alphabet[Int(bits &>> 12 & 63)]
        target[2] = left > 1 ? alphabet[Int(bits &>> 6 & 63)] : UInt8(ascii: "=")
        target[3] = UInt8(ascii: "=")
    }
}
