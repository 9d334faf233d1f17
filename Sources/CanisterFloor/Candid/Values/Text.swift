import Bytes

/// A text, held as the bytes of its UTF-8.
///
/// It stands beside `String` because a canister pays for Unicode: to compare or hash a `String` links 80 KB of tables.
/// Here texts are equal when their bytes are, and are ordered by them. Literals and interpolation make one with no
/// `String` in between:
///
///     let text: Text = "\(client) sent \(count) bytes"
public struct Text: Hashable, Sendable {
    /// The UTF-8.
    public let bytes: [UInt8]

    /// Makes a text of bytes, or nil where they are not UTF-8.
    public init?(utf8 bytes: [UInt8]) {
        guard bytes.withUnsafeBytes({ UTF8Validation.isValid($0) }) else { return nil }
        self.bytes = bytes
    }

    /// Makes a text of a string.
    public init(_ string: String) {
        self.bytes = Array(string.utf8)
    }

    init(validated bytes: [UInt8]) { self.bytes = bytes }

    /// The empty text.
    public static var empty: Text { Text(validated: []) }

    /// Whether there are no bytes.
    public var isEmpty: Bool { bytes.isEmpty }

    /// The text as a `String`.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Makes a text of what a closure writes, which must be UTF-8.
    public init(writing write: (inout ByteWriter) -> Void) {
        var writer = ByteWriter()
        write(&writer)
        self.bytes = writer.bytes
    }

    /// Lends the bytes to a closure; the pointer is valid only inside it.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body($0) }
    }
}

extension Text: CustomStringConvertible {
    /// The text.
    public var description: String { string }
}

extension Text: Comparable {
    /// The order of the bytes, which is that of the code points.
    public static func < (left: Text, right: Text) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension Text: ExpressibleByStringInterpolation {
    public init(stringLiteral literal: StaticString) {
        self.bytes = Array(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    public init(stringInterpolation parts: Interpolation) {
        self.bytes = parts.bytes
    }

    /// Collects the parts of an interpolated text.
    public struct Interpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        }

        public mutating func appendInterpolation(_ text: Text) {
            bytes.append(contentsOf: text.bytes)
        }

        public mutating func appendInterpolation(_ text: String) {
            bytes.append(contentsOf: text.utf8)
        }

        public mutating func appendInterpolation(_ principal: Principal) {
            appendInterpolation { principal.writeText(into: &$0) }
        }

        public mutating func appendInterpolation(_ error: CandidError) {
            appendInterpolation { error.writeMessage(into: &$0) }
        }

        public mutating func appendInterpolation(_ number: UInt64) {
            appendInterpolation { $0.write(decimal: number) }
        }

        public mutating func appendInterpolation(_ number: Int) {
            if number < 0 { bytes.append(UInt8(ascii: "-")) }
            appendInterpolation(UInt64(number.magnitude))
        }

        /// Appends what a closure writes, which must be UTF-8.
        public mutating func appendInterpolation(_ write: (inout ByteWriter) -> Void) {
            var writer = ByteWriter()
            write(&writer)
            bytes.append(contentsOf: writer.bytes)
        }
    }
}

extension Text: CandidEncodable, CandidDecodable {
    /// `text`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .text }

    public func encode(into writer: inout ByteWriter) {
        writer.write(leb128: UInt64(bytes.count))
        writer.write(bytes)
    }

    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        guard type == .text else { throw decoder.mismatch(.text, type) }
        let range = try decoder.readTextRange()
        self.bytes = decoder.bytes.copy(of: range)
    }
}
