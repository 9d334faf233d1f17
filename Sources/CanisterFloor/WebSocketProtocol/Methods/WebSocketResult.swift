import Bytes
import Candid

/// The answer of `ws_open`, `ws_message` and `ws_close`: `variant { Ok; Err : text }`.
public enum WebSocketResult: Hashable, Sendable {
    case ok
    case error(Text)
}

extension WebSocketResult {
    /// Writes the whole Candid message for success.
    public static func encodeOK(into writer: inout ByteWriter) {
        writer.write(candidHeader)
        writer.write(0)
    }

    /// Writes the whole Candid message for an error, with the error's text.
    public static func encode(_ error: WebSocketError, into writer: inout ByteWriter) {
        var text = ByteWriter(capacity: 224)
        error.writeText(into: &text)
        writer.write(candidHeader)
        writer.write(1)
        writer.write(leb128: UInt64(text.count))
        writer.write(text)
    }

    /// One variant { Ok; Err : text }.
    private static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x01,
        0x6b, 0x02, 0xbc, 0x8a, 0x01, 0x7f, 0xc5, 0xfe, 0xd2, 0x01, 0x71,
        0x01, 0x00,
    ]
}

extension WebSocketResult: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case FieldID.ok:
            _ = try Null(from: decoder, as: tag.type)
            self = .ok
        case FieldID.error:
            self = .error(try Text(from: decoder, as: tag.type))
        default:
            throw decoder.unexpectedTag(tag.id)
        }
    }
}
