import Bytes

/// Reads CBOR item by item, as the caller asks for them: no tree of values is built.
///
/// Numbers may stand in any width. Lengths are checked against the bytes left before anything is allocated. After an
/// error the position is that of the item that did not fit, or within it.
///
/// ```swift
/// var reader = CBORReader(bytes)
/// try reader.skipSelfDescribeTag()
/// var pairs = try reader.readMapHeader()
/// while try reader.next(&pairs) {
///     let key = try reader.readTextRange()
///     ...
/// }
/// try reader.finish()
/// ```
public struct CBORReader {
    /// The bytes and how far they are read.
    public var input: ByteReader

    /// Whether strings, arrays and maps may have an indefinite length. Some clients send those; the deterministic
    /// encoding has none.
    public let allowsIndefiniteLengths: Bool

    /// How deep arrays, maps and tags may nest in what ``skipValue()`` passes over.
    public static let depthLimit = 64

    /// Reads all of an array of bytes.
    public init(_ bytes: [UInt8], allowsIndefiniteLengths: Bool = false) {
        self.init(ByteReader(bytes), allowsIndefiniteLengths: allowsIndefiniteLengths)
    }

    /// Goes on where another reader stands.
    public init(_ input: ByteReader, allowsIndefiniteLengths: Bool = false) {
        self.input = input
        self.allowsIndefiniteLengths = allowsIndefiniteLengths
    }

    /// The offset of the next byte.
    public var position: Int { input.position }

    /// The kind of the next item; `nil` at the end.
    public var nextType: CBORMajorType? {
        input.peek.flatMap { CBORMajorType(rawValue: $0 &>> 5) }
    }

    /// Reads an unsigned number.
    public mutating func readUnsigned() throws(CBORError) -> UInt64 {
        try readDefiniteHead(.unsigned, .unsigned)
    }

    /// Reads a number that may be negative and fits in 64 bits with a sign.
    public mutating func readInteger() throws(CBORError) -> Int64 {
        let start = position
        let head = try readHead(.integer)
        guard head.type == .unsigned || head.type == .negative else { throw unexpected(start, .integer) }
        guard let magnitude = Int64(exactly: head.argument) else { throw .integerOutOfRange(offset: start) }
        return head.type == .negative ? ~magnitude : magnitude
    }

    /// Reads a tag: its number. The item it is about follows.
    public mutating func readTag() throws(CBORError) -> UInt64 {
        try readDefiniteHead(.tag, .tag)
    }

    /// Passes over tag 55799, if it stands here.
    ///
    /// - Returns: whether it did.
    @discardableResult
    public mutating func skipSelfDescribeTag() throws(CBORError) -> Bool {
        guard nextType == .tag else { return false }
        let start = position
        if try readTag() == CBORTag.selfDescribe { return true }
        input.seek(to: start)
        return false
    }

    /// Reads a boolean.
    public mutating func readBoolean() throws(CBORError) -> Bool {
        guard let byte = input.peek else { throw .endOfInput(offset: position, expected: .boolean) }
        guard byte == 0xf4 || byte == 0xf5 else { throw unexpected(position, .boolean) }
        _ = input.readByte()
        return byte == 0xf5
    }

    /// Passes over null or undefined, if one stands here.
    ///
    /// - Returns: whether one did.
    public mutating func skipNull() -> Bool {
        guard let byte = input.peek, byte == 0xf6 || byte == 0xf7 else { return false }
        _ = input.readByte()
        return true
    }

    /// Reads a floating point number of 32 or 64 bits.
    public mutating func readDouble() throws(CBORError) -> Double {
        let start = position
        guard let byte = input.readByte() else { throw .endOfInput(offset: start, expected: .double) }
        if byte == 0xfb, let bits = input.read(bigEndian: UInt64.self) { return Double(bitPattern: bits) }
        if byte == 0xfa, let bits = input.read(bigEndian: UInt32.self) { return Double(Float(bitPattern: bits)) }
        guard byte != 0xfb && byte != 0xfa else { throw .endOfInput(offset: input.end, expected: .double) }
        throw unexpected(start, .double)
    }

    /// Checks that nothing follows.
    public func finish() throws(CBORError) {
        guard input.isAtEnd else { throw .trailingBytes(offset: position, count: input.remaining) }
    }
}

extension CBORReader {
    struct Head {
        let type: CBORMajorType
        /// The number, length, count, tag, or bits of a simple value.
        let argument: UInt64
        /// The number of bytes that the argument took after the first.
        let width: Int
        let isIndefinite: Bool
    }

    /// Reads the first byte of an item and the argument that belongs to it.
    mutating func readHead(_ expected: CBORExpectation) throws(CBORError) -> Head {
        let start = position
        guard let byte = input.readByte() else { throw .endOfInput(offset: start, expected: expected) }
        guard let type = CBORMajorType(rawValue: byte &>> 5) else {
            throw .reservedByte(offset: start, found: byte)
        }
        let low = byte & 0x1f
        if low < 24 { return Head(type: type, argument: UInt64(low), width: 0, isIndefinite: false) }
        let argument: UInt64?
        switch low {
        case 24: argument = input.readByte().map { UInt64($0) }
        case 25: argument = input.read(bigEndian: UInt16.self).map { UInt64($0) }
        case 26: argument = input.read(bigEndian: UInt32.self).map { UInt64($0) }
        case 27: argument = input.read(bigEndian: UInt64.self)
        case 31:
            switch type {
            case .bytes, .text, .array, .map:
                guard allowsIndefiniteLengths else { throw .indefiniteLength(offset: start) }
                return Head(type: type, argument: 0, width: 0, isIndefinite: true)
            case .simple:
                return Head(type: type, argument: 0, width: 0, isIndefinite: true)
            case .unsigned, .negative, .tag:
                throw .reservedByte(offset: start, found: byte)
            }
        default: throw .reservedByte(offset: start, found: byte)
        }
        guard let argument else { throw .endOfInput(offset: input.end, expected: expected) }
        return Head(type: type, argument: argument, width: 1 &<< Int(low &- 24), isIndefinite: false)
    }

    private mutating func readDefiniteHead(
        _ type: CBORMajorType, _ expected: CBORExpectation
    ) throws(CBORError) -> UInt64 {
        let start = position
        let head = try readHead(expected)
        guard head.type == type else { throw unexpected(start, expected) }
        return head.argument
    }

    /// The error that another kind of item stands at an offset; the position goes back there.
    mutating func unexpected(_ offset: Int, _ expected: CBORExpectation) -> CBORError {
        input.seek(to: offset)
        return .unexpected(offset: offset, expected: expected, found: input.bytes[offset])
    }
}
