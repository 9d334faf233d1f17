import Bytes
import Candid

/// The argument of `ws_get_messages`, which a gateway polls.
public struct GetMessagesArguments: Hashable, Sendable {
    /// The number, in the gateway's queue, of the first message that is wanted.
    public let nonce: UInt64

    public init(nonce: UInt64) {
        self.nonce = nonce
    }

    /// The whole Candid message.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 32)
        writer.write(Self.candidHeader)
        writer.write(littleEndian: nonce)
        return writer.bytes
    }

    /// One record { nonce }.
    private static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x01,
        0x6c, 0x01, 0xef, 0x99, 0x99, 0xfe, 0x09, 0x78,
        0x01, 0x00,
    ]
}

extension GetMessagesArguments: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self.init(nonce: try decoder.singleField(FieldID.nonce, "nonce", of: type))
    }
}
