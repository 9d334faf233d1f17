import Bytes

/// A type whose values can be written in Candid.
public protocol CandidEncodable {
    /// The Candid type, which adds itself to the table if it has parts.
    ///
    ///     static func candidType(in table: inout TypeTable) -> TypeReference {
    ///         table.record { table in
    ///             table.field(1384677498, Principal.self)  // client_principal
    ///             table.field(3921324219, UInt64.self)  // client_nonce
    ///         }
    ///     }
    static func candidType(in table: inout TypeTable) -> TypeReference

    /// Writes the value, without its type.
    ///
    /// The fields of a record follow in ascending order of their ids; a variant is the position of its tag in that
    /// order, in LEB128, then the payload.
    func encode(into writer: inout ByteWriter)

    /// Writes the values of a `vec` one after the other, without their number.
    ///
    /// There is a default; types whose values stand in memory as they stand in a message write them in one copy.
    static func encodeElements(_ elements: [Self], into writer: inout ByteWriter)
}

extension CandidEncodable {
    /// Writes one value after the other.
    public static func encodeElements(_ elements: [Self], into writer: inout ByteWriter) {
        for element in elements { element.encode(into: &writer) }
    }
}

/// A type that knows what stands before a value in a message of one. The types of a generated interface do.
public protocol CandidMessage: CandidCodable {
    /// Magic, type table and argument list of a message of one value: what ``CandidEncoder/header(_:)-(A.Type)`` makes
    /// with some work and a few thousand bytes of code.
    static var messageHeader: [UInt8] { get }
}

/// A type whose values can be written and read in Candid.
public typealias CandidCodable = CandidEncodable & CandidDecodable
