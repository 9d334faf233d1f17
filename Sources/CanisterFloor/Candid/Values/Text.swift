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
        /// A writer cannot be copied, but an interpolation must be able to be.
        private final class Buffer {
            var writer: ByteWriter

            init(capacity: Int) { writer = ByteWriter(capacity: capacity) }
        }

        private let buffer: Buffer

        var bytes: [UInt8] { buffer.writer.bytes }

        public init(literalCapacity: Int, interpolationCount: Int) {
            buffer = Buffer(capacity: literalCapacity + 64 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            buffer.writer.write(literal)
        }

        public mutating func appendInterpolation(_ text: Text) {
            buffer.writer.write(text.bytes)
        }

        public mutating func appendInterpolation(_ text: String) {
            buffer.writer.write(Array(text.utf8))
        }

        public mutating func appendInterpolation(_ principal: Principal) {
            principal.writeText(into: &buffer.writer)
        }

        public mutating func appendInterpolation(_ error: CandidError) {
            error.writeMessage(into: &buffer.writer)
        }

        public mutating func appendInterpolation(_ number: UInt64) {
            buffer.writer.write(decimal: number)
        }

        public mutating func appendInterpolation(_ number: Int) {
            if number < 0 { buffer.writer.write(UInt8(ascii: "-")) }
            buffer.writer.write(decimal: UInt64(number.magnitude))
        }

        /// Appends what a closure writes, which must be UTF-8.
        public mutating func appendInterpolation(_ write: (inout ByteWriter) -> Void) {
            write(&buffer.writer)
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

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard type == .text else { throw decoder.mismatch(.text, type) }
        let range = try decoder.readTextRange()
        self.bytes = decoder.bytes.copy(of: range)
    }
}
