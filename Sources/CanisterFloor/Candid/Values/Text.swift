import Bytes

/// A text as its UTF-8 bytes, compared and hashed byte by byte.
///
/// It is what canisters use for `text` in place of `String`: comparing or hashing a `String` needs the Unicode tables,
/// which alone are larger than a whole canister, since it takes some different bytes for equal.
public struct Text: Hashable, Sendable {
    /// The bytes, which are UTF-8.
    public let utf8: [UInt8]

    /// Takes bytes that must be UTF-8; `nil` when they are not.
    public init?(utf8: [UInt8]) {
        guard UTF8Validation.isValid(utf8, 0..<utf8.count) else { return nil }
        self.utf8 = utf8
    }

    /// The bytes of a `String`.
    public init(_ string: String) { utf8 = Array(string.utf8) }

    /// The bytes of a literal.
    public init(_ literal: StaticString) {
        utf8 = Array(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    init(validated utf8: [UInt8]) { self.utf8 = utf8 }

    /// The empty text.
    public static var empty: Text { Text(validated: []) }

    /// Whether there are no bytes.
    public var isEmpty: Bool { utf8.isEmpty }

    /// The text as a `String`.
    public var string: String { String(decoding: utf8, as: UTF8.self) }
}

extension Text: Comparable {
    /// The order of the bytes, which is that of the code points.
    public static func < (left: Text, right: Text) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
}

extension Text: ExpressibleByStringLiteral {
    /// The bytes of a literal.
    public init(stringLiteral literal: StaticString) { self.init(literal) }
}

extension Text: CustomStringConvertible {
    /// The text.
    public var description: String { string }
}

extension Text: CandidEncodable, CandidDecodable {
    /// `text`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .text }

    public func encode(into writer: inout ByteWriter) { utf8.encode(into: &writer) }

    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        guard type == .text else { throw decoder.mismatch(.text, type) }
        let range = try decoder.readTextRange()
        utf8 = decoder.reader.bytes.copy(of: range)
    }
}
