import Bytes

extension Bool: CandidEncodable, CandidDecodable {
    /// `bool`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .bool }

    public func encode(into writer: inout ByteWriter) { writer.write(self ? 1 : 0) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard type == .bool else { throw decoder.mismatch(.bool, type) }
        self = try decoder.readBool()
    }
}

extension Principal: CandidEncodable, CandidDecodable {
    /// `principal`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .principal }

    public func encode(into writer: inout ByteWriter) {
        writer.write(1)
        writer.write(UInt8(truncatingIfNeeded: count))
        writer.write(self)
    }

    /// Reads a principal, or a service as the principal it is.
    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard type == .principal || decoder.types.entry(type, .service) != nil else {
            throw decoder.mismatch(.principal, type)
        }
        self = try decoder.readPrincipal()
    }
}

/// The one value of type `null`.
public struct Null: Hashable, Sendable, CandidEncodable, CandidDecodable {
    public init() {}

    /// The value.
    public static var absentValue: Null? { Null() }

    /// `null`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .null }

    public func encode(into writer: inout ByteWriter) {}

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard type == .null else { throw decoder.mismatch(.null, type) }
    }
}

/// A value of type `reserved`: anything may be sent for it, and nobody looks.
public struct Reserved: Hashable, Sendable, CandidEncodable, CandidDecodable {
    public init() {}

    /// The value.
    public static var absentValue: Reserved? { Reserved() }

    /// `reserved`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .reserved }

    public func encode(into writer: inout ByteWriter) {}

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        try decoder.skip(type)
    }
}

/// The type `empty`, which has no values.
public enum Empty: Hashable, Sendable, CandidEncodable, CandidDecodable {
    /// `empty`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .empty }

    public func encode(into writer: inout ByteWriter) {}

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        throw type == .empty ? decoder.error(.emptyValue) : decoder.mismatch(.empty, type)
    }
}

extension String: CandidEncodable, CandidDecodable {
    /// `text`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .text }

    public func encode(into writer: inout ByteWriter) {
        var copy = self
        copy.withUTF8 { utf8 in
            writer.write(leb128: UInt64(utf8.count))
            writer.write(UnsafeRawBufferPointer(utf8))
        }
    }

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard type == .text else { throw decoder.mismatch(.text, type) }
        let range = try decoder.readTextRange()
        self = decoder.reader.bytes.withUnsafeBytes { source in
            String(unsafeUninitializedCapacity: range.count) { target in
                UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[range]))
                return range.count
            }
        }
    }
}
