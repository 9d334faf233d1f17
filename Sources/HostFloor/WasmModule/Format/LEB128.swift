/// Writing integers of variable length.
enum LEB128 {
    /// An unsigned integer in as few bytes as it takes.
    static func encode(_ value: Int) -> [UInt8] {
        var rest = UInt64(value)
        var bytes: [UInt8] = []
        repeat {
            let group = UInt8(rest & 0x7f)
            rest >>= 7
            bytes.append(rest == 0 ? group : group | 0x80)
        } while rest != 0
        return bytes
    }
}
