import Bytes
import Candid

/// The first argument of `ws_message`, which a client calls through the gateway.
///
/// The method has a second argument, `opt` of the application's own type, that nobody reads: it is in the interface so
/// that tools find the type there. Released clients send `null` of type `opt null`.
public struct MessageArguments: Hashable, Sendable {
    /// The message.
    public let message: WebSocketMessage

    public init(message: WebSocketMessage) {
        self.message = message
    }

    /// The whole Candid message, with the unread second argument.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 160 + message.content.count)
        writer.write(Self.candidHeader)
        writer.write(littleEndian: message.sequenceNumber)
        writer.write(leb128: UInt64(message.content.count))
        writer.write(message.content)
        message.clientKey.encode(into: &writer)
        writer.write(littleEndian: message.timestamp)
        writer.write(UInt8(message.isServiceMessage ? 1 : 0))
        writer.write(0)
        return writer.bytes
    }

    /// 0 record { msg : 1 }, 1 the message, 2 blob, 3 the client key, 4 opt null; arguments 0 and 4.
    private static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x05,
        0x6c, 0x01, 0xc1, 0xb4, 0xcc, 0x02, 0x01,
        0x6c, 0x05, 0x88, 0xec, 0xfb, 0xa7, 0x01, 0x78, 0xb9, 0x9a, 0xde, 0xcb, 0x01, 0x02,
        0xeb, 0xb4, 0x9c, 0xe9, 0x03, 0x03, 0xd6, 0xa9, 0xbb, 0xae, 0x0a, 0x78, 0xe8, 0xf5, 0xc3, 0xbe, 0x0a, 0x7e,
        0x6d, 0x7b,
        0x6c, 0x02, 0xfa, 0x80, 0xa2, 0x94, 0x05, 0x68, 0xbb, 0xd1, 0xea, 0xcd, 0x0e, 0x78,
        0x6e, 0x7f,
        0x02, 0x00, 0x04,
    ]
}

extension MessageArguments: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self.init(message: try decoder.singleField(FieldID.message, "msg", of: type))
    }
}
