import CanisterWebSockets

extension Refusal: Error {}

extension Text {
    /// Checks the size of what a client wrote.
    func checkSize(_ part: Part, maximum: Int) throws(Refusal) {
        guard !isEmpty, bytes.count <= maximum else {
            throw .wrongSize(RefusalWrongSize(part: part, size: UInt64(bytes.count), maximum: UInt64(maximum)))
        }
    }

    /// Checks the size of a name that a client chose, and that it has no control characters.
    func checkName(_ part: Part, maximum: Int) throws(Refusal) {
        try checkSize(part, maximum: maximum)
        if let offset = firstControlCharacter {
            throw .controlCharacter(RefusalControlCharacter(part: part, offset: UInt64(offset)))
        }
    }

    /// Where the first control character begins: U+0000 to U+001F, or U+007F to U+009F, which takes two bytes from
    /// U+0080 on.
    private var firstControlCharacter: Int? {
        var previous: UInt8 = 0
        for (offset, byte) in bytes.enumerated() {
            if byte < 0x20 || byte == 0x7f { return offset }
            if previous == 0xc2, byte < 0xa0 { return offset - 1 }
            previous = byte
        }
        return nil
    }
}
