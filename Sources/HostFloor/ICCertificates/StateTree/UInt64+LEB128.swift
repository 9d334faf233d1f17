extension UInt64 {
    /// The number that LEB128 bytes stand for; `nil` unless they are one number, and one that fits.
    package init?(leb128 bytes: [UInt8]) {
        guard let last = bytes.last, last < 0x80, bytes.count <= 10 else { return nil }
        var value: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            guard byte >= 0x80 || index == bytes.count - 1 else { return nil }
            let part = UInt64(byte & 0x7f)
            let shift = UInt64(7 * index)
            guard (part << shift) >> shift == part else { return nil }
            value |= part << shift
        }
        self = value
    }
}
