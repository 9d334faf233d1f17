/// Checks UTF-8 bytewise (RFC 3629), without the Unicode tables that `String` links.
enum UTF8Validation {
    /// Whether a part of an array is UTF-8.
    ///
    /// - Precondition: the range lies in the array.
    static func isValid(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes.withUnsafeBytes { isValid(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// Whether bytes are UTF-8.
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var position = 0
        let end = bytes.count
        while position < end {
            // Eight ASCII characters at a time, since most text is that.
            while end &- position >= 8 {
                let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                guard word & 0x8080_8080_8080_8080 == 0 else { break }
                position &+= 8
            }
            guard position < end else { break }
            let first = bytes[position]
            if first < 0x80 {
                position &+= 1
                continue
            }
            let length = lengthOfSequence(bytes, position, first)
            guard length > 0 else { return false }
            position &+= length
        }
        return true
    }

    /// The length of the sequence that a byte above 0x7f begins, or 0 if it is malformed or cut short.
    private static func lengthOfSequence(_ bytes: UnsafeRawBufferPointer, _ position: Int, _ first: UInt8) -> Int {
        let left = bytes.count - position
        func isContinuation(_ offset: Int) -> Bool { bytes[position + offset] & 0xc0 == 0x80 }
        switch first {
        case 0xc2...0xdf:
            return left >= 2 && isContinuation(1) ? 2 : 0
        case 0xe0...0xef:
            guard left >= 3, isContinuation(1), isContinuation(2) else { return 0 }
            // Neither what fits in two bytes, nor surrogates.
            let second = bytes[position + 1]
            return (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ? 0 : 3
        case 0xf0...0xf4:
            guard left >= 4, isContinuation(1), isContinuation(2), isContinuation(3) else { return 0 }
            // Neither what fits in three bytes, nor above U+10FFFF.
            let second = bytes[position + 1]
            return (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f) ? 0 : 4
        default:
            return 0
        }
    }
}
