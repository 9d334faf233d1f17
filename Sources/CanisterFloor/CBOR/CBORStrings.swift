import Bytes

extension CBORReader {
    /// Reads a byte string.
    public mutating func readBytes() throws(CBORError) -> [UInt8] {
        try readString(.bytes, .bytes)
    }

    /// Reads a text string: its bytes, which are UTF-8.
    public mutating func readText() throws(CBORError) -> [UInt8] {
        let start = position
        let text = try readString(.text, .text)
        guard text.withUnsafeBytes({ UTF8Validation.isValid($0) }) else { throw .invalidUTF8(offset: start) }
        return text
    }

    /// Reads a byte string of definite length: where in the input's bytes it stands.
    public mutating func readBytesRange() throws(CBORError) -> Range<Int> {
        try readRange(.bytes, .bytes)
    }

    /// Reads a text string of definite length: where in the input's bytes it stands. The bytes are UTF-8.
    public mutating func readTextRange() throws(CBORError) -> Range<Int> {
        let start = position
        let range = try readRange(.text, .text)
        guard UTF8Validation.isValid(input.bytes, range) else { throw .invalidUTF8(offset: start) }
        return range
    }

    /// Whether a range of the input's bytes is exactly a literal.
    public func bytes(in range: Range<Int>, equal text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where input.bytes[range.lowerBound &+ index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    private mutating func readRange(
        _ type: CBORMajorType, _ expected: CBORExpectation
    ) throws(CBORError) -> Range<Int> {
        let start = position
        let head = try readHead(expected)
        guard head.type == type else { throw unexpected(start, expected) }
        guard !head.isIndefinite else { throw .indefiniteLength(offset: start) }
        return try range(of: head, at: start)
    }

    private mutating func readString(
        _ type: CBORMajorType, _ expected: CBORExpectation
    ) throws(CBORError) -> [UInt8] {
        let start = position
        let head = try readHead(expected)
        guard head.type == type else { throw unexpected(start, expected) }
        if !head.isIndefinite { return input.bytes.copy(of: try range(of: head, at: start)) }
        var whole: [UInt8] = []
        while true {
            let start = position
            let chunk = try readHead(expected)
            if chunk.type == .simple && chunk.isIndefinite { return whole }
            // Chunks have the kind of the whole and a definite length (RFC 8949, section 3.2.3).
            guard chunk.type == type else { throw unexpected(start, expected) }
            guard !chunk.isIndefinite else { throw .indefiniteLength(offset: start) }
            whole += input.bytes[try range(of: chunk, at: start)]
        }
    }

    mutating func range(of head: Head, at start: Int) throws(CBORError) -> Range<Int> {
        guard let count = Int(exactly: head.argument), let range = input.readRange(count) else {
            throw .lengthBeyondEnd(offset: start, length: head.argument, remaining: input.remaining)
        }
        return range
    }
}
