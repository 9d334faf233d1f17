/// Checks UTF-8 bytewise (RFC 3629), without the Unicode tables that `String` links.
public enum UTF8Validation {
    /// Whether a part of an array is UTF-8.
    ///
    /// - Precondition: the range lies in the array.
    public static func isValid(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes.withUnsafeBytes { isValid(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// Whether bytes are UTF-8.
    public static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        var position = 0
        let end = bytes.count
        while position < end {
            let first = base.load(fromByteOffset: position, as: UInt8.self)
            if first < 0x80 {
                position &+= 1
                // Eight ASCII characters at a time, since most text is that.
                while end &- position >= 8,
                    base.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    position &+= 8
                }
                continue
            }
            guard end &- position >= 2 else { return false }
            let second = base.load(fromByteOffset: position &+ 1, as: UInt8.self)
            if first < 0xe0 {
                guard first >= 0xc2, second & 0xc0 == 0x80 else { return false }
                position &+= 2
                continue
            }
            // What the second byte may be rules out longer forms than needed, surrogates, and what is above U+10FFFF.
            let range: ClosedRange<UInt8>
            switch first {
            case 0xe0: range = 0xa0...0xbf
            case 0xed: range = 0x80...0x9f
            case 0xf0: range = 0x90...0xbf
            case 0xf4: range = 0x80...0x8f
            case 0xe1...0xf3: range = 0x80...0xbf
            default: return false
            }
            guard range.contains(second) else { return false }
            let length = first < 0xf0 ? 3 : 4
            guard end &- position >= length else { return false }
            for offset in 2..<length
            where base.load(fromByteOffset: position &+ offset, as: UInt8.self) & 0xc0 != 0x80 { return false }
            position &+= length
        }
        return true
    }
}
