import Bytes
import Candid

/// A message that is a `blob` in Candid: a type of its own, so that it is not mixed up with the bytes of messages as
/// they come, which ``RawMessages`` is about.
public struct BlobMessage: Hashable, Sendable, CandidCodable {
    /// What the blob holds.
    public var bytes: [UInt8]

    /// Makes a message of bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `blob`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { table.vec(UInt8.self) }

    public func encode(into writer: inout ByteWriter) { bytes.encode(into: &writer) }

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        bytes = try [UInt8](from: decoder, as: type)
    }
}
