extension [UInt8] {
    /// The bytes in hexadecimal, in lower case.
    package var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }

    /// The first bytes in hexadecimal, enough to tell digests apart in a message.
    package var shortHex: String {
        let digits = Array(prefix(4)).hex
        return count > 4 ? digits + "…" : digits
    }
}
