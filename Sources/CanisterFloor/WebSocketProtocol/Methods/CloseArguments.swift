import Bytes
import Candid

/// The argument of `ws_close`, which a gateway calls when a client's socket is gone.
public struct CloseArguments: Hashable, Sendable {
    /// The connection.
    public let clientKey: ClientKey

    public init(clientKey: ClientKey) {
        self.clientKey = clientKey
    }

    /// The whole Candid message.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 80)
        writer.write(Self.candidHeader)
        clientKey.encode(into: &writer)
        return writer.bytes
    }

    /// One record { client_key : record { client_principal; client_nonce } }.
    private static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x02,
        0x6c, 0x01, 0xeb, 0xb4, 0x9c, 0xe9, 0x03, 0x01,
        0x6c, 0x02, 0xfa, 0x80, 0xa2, 0x94, 0x05, 0x68, 0xbb, 0xd1, 0xea, 0xcd, 0x0e, 0x78,
        0x01, 0x00,
    ]
}

extension CloseArguments: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self.init(clientKey: try decoder.singleField(FieldID.clientKey, "client_key", of: type))
    }
}
