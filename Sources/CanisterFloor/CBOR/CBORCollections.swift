import Bytes

/// How many items of an array, or pairs of a map, are still to be read.
public enum CBORCount: Equatable, Sendable {
    /// That many; the bytes left can hold them.
    case definite(Int)
    /// Up to a break.
    case indefinite
}

extension CBORReader {
    /// Reads the head of an array; its items follow. See ``next(_:)``.
    public mutating func readArrayHeader() throws(CBORError) -> CBORCount {
        try readCollectionHeader(.array, .array, bytesEach: 1)
    }

    /// Reads the head of a map; its pairs follow, each a key and a value. See ``next(_:)``.
    public mutating func readMapHeader() throws(CBORError) -> CBORCount {
        try readCollectionHeader(.map, .map, bytesEach: 2)
    }

    /// Whether another item or pair follows, which is then to be read; passes over the break of an indefinite length.
    public mutating func next(_ count: inout CBORCount) throws(CBORError) -> Bool {
        switch count {
        case .definite(0):
            return false
        case .definite(let left):
            count = .definite(left &- 1)
            return true
        case .indefinite:
            guard let byte = input.peek else { throw .endOfInput(offset: position, expected: .item) }
            guard byte == 0xff else { return true }
            _ = input.readByte()
            count = .definite(0)
            return false
        }
    }

    private mutating func readCollectionHeader(
        _ type: CBORMajorType, _ expected: CBORExpectation, bytesEach: Int
    ) throws(CBORError) -> CBORCount {
        let start = position
        let head = try readHead(expected)
        guard head.type == type else { throw unexpected(start, expected) }
        if head.isIndefinite { return .indefinite }
        guard let count = Int(exactly: head.argument), count <= input.remaining / bytesEach else {
            throw .lengthBeyondEnd(offset: start, length: head.argument, remaining: input.remaining)
        }
        return .definite(count)
    }

    /// Passes over an item with all in it, for members that a format does not know.
    ///
    /// - Throws: also ``CBORError/tooDeep(offset:limit:)``.
    public mutating func skipValue() throws(CBORError) {
        try skipValue(depth: 0)
    }

    private mutating func skipValue(depth: Int) throws(CBORError) {
        let start = position
        guard depth < CBORReader.depthLimit else {
            throw .tooDeep(offset: start, limit: CBORReader.depthLimit)
        }
        switch nextType {
        case nil:
            throw .endOfInput(offset: start, expected: .item)
        case .unsigned, .negative:
            _ = try readHead(.item)
        case .bytes:
            _ = try readBytes()
        case .text:
            _ = try readText()
        case .array:
            var items = try readArrayHeader()
            while try next(&items) { try skipValue(depth: depth &+ 1) }
        case .map:
            var pairs = try readMapHeader()
            while try next(&pairs) {
                try skipValue(depth: depth &+ 1)
                try skipValue(depth: depth &+ 1)
            }
        case .tag:
            _ = try readTag()
            try skipValue(depth: depth &+ 1)
        case .simple:
            let head = try readHead(.item)
            // A break on its own, or a simple value in a longer form than it needs (RFC 8949, section 3.3).
            guard !head.isIndefinite, head.width != 1 || head.argument >= 32 else {
                throw .reservedByte(offset: start, found: input.bytes[start])
            }
        }
    }
}
