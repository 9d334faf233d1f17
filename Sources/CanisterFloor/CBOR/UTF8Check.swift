/// Whether bytes are well-formed UTF-8 (Unicode Standard, table 3-7), found out without the standard library's Unicode
/// support, which would cost a canister tens of kilobytes.
func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var position = 0
    while position < bytes.count {
        let lead = bytes[position]
        position &+= 1
        if lead < 0x80 { continue }
        // How many bytes follow, and what the first of them may be: that keeps out overlong forms, surrogates and
        // numbers above 10ffff.
        let following: Int
        var range: ClosedRange<UInt8> = 0x80...0xbf
        switch lead {
        case 0xc2...0xdf: following = 1
        case 0xe0: (following, range) = (2, 0xa0...0xbf)
        case 0xed: (following, range) = (2, 0x80...0x9f)
        case 0xe1...0xef: following = 2
        case 0xf0: (following, range) = (3, 0x90...0xbf)
        case 0xf1...0xf3: following = 3
        case 0xf4: (following, range) = (3, 0x80...0x8f)
        default: return false
        }
        guard bytes.count &- position >= following else { return false }
        for offset in 0..<following {
            guard range.contains(bytes[position &+ offset]) else { return false }
            range = 0x80...0xbf
        }
        position &+= following
    }
    return true
}
