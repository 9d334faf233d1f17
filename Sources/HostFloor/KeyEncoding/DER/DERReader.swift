/// Reads DER (ITU-T X.690) element by element, as keys and signatures need it. All offsets count from the first byte of
/// the outermost element.
public struct DERReader {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    /// Reads all of an array.
    public init(_ bytes: [UInt8]) {
        self.init(bytes, 0..<bytes.count)
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.position = range.lowerBound
        self.end = range.upperBound
    }

    /// The tag of the next element; `nil` at the end.
    public var nextTag: UInt8? { position < end ? bytes[position] : nil }

    /// Reads an element that holds others: a reader of those.
    public mutating func constructed(_ tag: DERTag = .sequence) throws(KeyEncodingError) -> DERReader {
        DERReader(bytes, try element(tag))
    }

    /// Reads an octet string.
    public mutating func octetString() throws(KeyEncodingError) -> [UInt8] {
        Array(bytes[try element(.octetString)])
    }

    /// Reads a bit string of whole bytes.
    public mutating func bitString(_ tag: DERTag = .bitString) throws(KeyEncodingError) -> [UInt8] {
        let range = try element(tag)
        guard let unused = bytes[range].first else {
            throw .truncated(offset: range.lowerBound, expected: "the number of unused bits")
        }
        guard unused == 0 else { throw .notDistinguished(offset: range.lowerBound, what: "a key of broken bytes") }
        return Array(bytes[range].dropFirst())
    }

    /// Reads an object identifier.
    public mutating func objectIdentifier() throws(KeyEncodingError) -> ObjectIdentifier {
        let range = try element(.objectIdentifier)
        guard let last = bytes[range].last, last < 0x80 else {
            throw .notDistinguished(offset: range.lowerBound, what: "an object identifier without end")
        }
        return ObjectIdentifier(bytes: Array(bytes[range]))
    }

    /// Reads a number that is not negative: its bytes, the most significant first, without a zero at the front.
    public mutating func naturalNumber() throws(KeyEncodingError) -> [UInt8] {
        let range = try element(.integer)
        let number = bytes[range]
        guard let first = number.first else {
            throw .truncated(offset: range.lowerBound, expected: "a number of at least one byte")
        }
        guard first < 0x80 else { throw .notDistinguished(offset: range.lowerBound, what: "a negative number") }
        guard first == 0 else { return Array(number) }
        if number.count > 1, number[range.lowerBound + 1] < 0x80 {
            throw .notDistinguished(offset: range.lowerBound, what: "a number with a superfluous zero")
        }
        return Array(number.dropFirst())
    }

    /// Reads a small number, such as a version.
    public mutating func smallNumber() throws(KeyEncodingError) -> UInt64 {
        let start = position
        let number = try naturalNumber()
        guard number.count <= 8 else { throw .notDistinguished(offset: start, what: "a number of more than 64 bits") }
        return number.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Passes over the next element, whatever it is.
    public mutating func skip() throws(KeyEncodingError) {
        let start = position
        guard position < end else { throw .truncated(offset: start, expected: "an element") }
        position += 1
        _ = try content(from: start)
    }

    /// Checks that nothing follows.
    public func finish() throws(KeyEncodingError) {
        guard position == end else { throw .trailingBytes(offset: position, count: end - position) }
    }

    private mutating func element(_ tag: DERTag) throws(KeyEncodingError) -> Range<Int> {
        let start = position
        guard position < end else { throw .truncated(offset: start, expected: tag.name) }
        guard bytes[position] == tag.rawValue else {
            throw .unexpectedTag(offset: start, expected: tag.name, found: bytes[position])
        }
        position += 1
        return try content(from: start)
    }

    /// Reads a length and moves over as many bytes.
    private mutating func content(from start: Int) throws(KeyEncodingError) -> Range<Int> {
        guard position < end else { throw .truncated(offset: position, expected: "a length") }
        var length = Int(bytes[position])
        position += 1
        if length >= 0x80 {
            let count = length - 0x80
            guard count > 0, count <= 3 else { throw .notDistinguished(offset: start, what: "an unusual length") }
            guard count <= end - position else { throw .truncated(offset: end, expected: "a length") }
            length = 0
            for byte in bytes[position..<(position + count)] { length = length << 8 | Int(byte) }
            guard length >= 0x80, length >> (8 * (count - 1)) > 0 else {
                throw .notDistinguished(offset: start, what: "a length that is longer than needed")
            }
            position += count
        }
        guard length <= end - position else {
            throw .truncated(offset: end, expected: "an element of \(length) bytes")
        }
        defer { position += length }
        return position..<(position + length)
    }
}
