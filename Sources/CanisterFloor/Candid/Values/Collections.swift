import Bytes

/// `blob`, which is `vec nat8`: read and written in one copy.
public typealias Blob = [UInt8]

extension Array: CandidEncodable where Element: CandidEncodable {
    /// `vec` of the elements' type.
    public static func candidType(in table: inout TypeTable) -> TypeReference { table.vec(Element.self) }

    public func encode(into writer: inout ByteWriter) {
        writer.write(leb128: UInt64(count))
        Element.encodeElements(self, into: &writer)
    }
}

extension Array: CandidDecodable where Element: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var elements = try decoder.vector(type)
        self = try Element.decodeElements(from: decoder, &elements)
    }
}

extension Optional: CandidEncodable where Wrapped: CandidEncodable {
    /// `opt` of the type of what is wrapped.
    public static func candidType(in table: inout TypeTable) -> TypeReference { table.opt(Wrapped.self) }

    public func encode(into writer: inout ByteWriter) {
        guard let wrapped = self else {
            writer.write(0)
            return
        }
        writer.write(1)
        wrapped.encode(into: &writer)
    }
}

extension Optional: CandidDecodable where Wrapped: CandidDecodable {
    /// Null.
    public static var absentValue: Wrapped?? { .some(nil) }

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard let type = try decoder.option(type) else {
            self = nil
            return
        }
        self = try decoder.recover(Wrapped.self, as: type)
    }
}
