import Bytes
import Candid

extension ServiceMessage {
    /// The whole Candid message, as it stands in ``WebSocketMessage/content``.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 160)
        encode(into: &writer)
        return writer.bytes
    }

    /// Writes the whole Candid message.
    public func encode(into writer: inout ByteWriter) {
        writer.write(Self.candidHeader)
        switch self {
        case .open(let key):
            writer.write(Tag.open)
            key.encode(into: &writer)
        case .keepAlive(let number):
            writer.write(Tag.keepAlive)
            writer.write(littleEndian: number)
        case .close(let reason):
            writer.write(Tag.close)
            writer.write(reason.rawValue)
        case .acknowledge(let number):
            writer.write(Tag.acknowledge)
            writer.write(littleEndian: number)
        }
    }

    /// Decodes the content of a service message.
    public init(decoding content: [UInt8]) throws(CandidError) {
        self = try CandidDecoder.decode(ServiceMessage.self, from: content)
    }

    /// Positions in the variant, which is sorted by the tags' hashes.
    private enum Tag {
        static let open: UInt8 = 0
        static let keepAlive: UInt8 = 1
        static let close: UInt8 = 2
        static let acknowledge: UInt8 = 3
    }

    /// Magic, type table and argument list: always the same, so they are not computed.
    ///
    /// 0 `variant { OpenMessage : 1; KeepAliveMessage : 3; CloseMessage : 4; AckMessage : 3 }`,
    /// 1 `record { client_key : 2 }`, 2 `record { client_principal; client_nonce }`,
    /// 3 `record { last_incoming_sequence_num }`, 4 `record { reason : 5 }`, 5 the reasons.
    static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x06,
        0x6b, 0x04, 0xfd, 0xbd, 0x95, 0xcc, 0x01, 0x01, 0xbf, 0xd3, 0x97, 0xb4, 0x09, 0x03,
        0x8f, 0xf2, 0xd1, 0xef, 0x0a, 0x04, 0x9e, 0xb7, 0xf0, 0xad, 0x0b, 0x03,
        0x6c, 0x01, 0xeb, 0xb4, 0x9c, 0xe9, 0x03, 0x02,
        0x6c, 0x02, 0xfa, 0x80, 0xa2, 0x94, 0x05, 0x68, 0xbb, 0xd1, 0xea, 0xcd, 0x0e, 0x78,
        0x6c, 0x01, 0xd8, 0x88, 0xab, 0xb9, 0x0a, 0x78,
        0x6c, 0x01, 0xc4, 0x9f, 0xf4, 0xe4, 0x0f, 0x05,
        0x6b, 0x04, 0xcd, 0xc2, 0xda, 0xbb, 0x04, 0x7f, 0xc9, 0xc6, 0x8e, 0xa0, 0x05, 0x7f,
        0xd7, 0xab, 0xa2, 0x9c, 0x0a, 0x7f, 0x99, 0x9d, 0xaf, 0xab, 0x0d, 0x7f,
        0x01, 0x00,
    ]
}

extension ServiceMessage: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case FieldID.openMessage:
            self = .open(try decoder.singleField(FieldID.clientKey, "client_key", of: tag.type))
        case FieldID.acknowledgeMessage:
            let number: UInt64 = try decoder.singleField(
                FieldID.lastIncomingSequenceNumber, "last_incoming_sequence_num", of: tag.type)
            self = .acknowledge(lastIncomingSequenceNumber: number)
        case FieldID.keepAliveMessage:
            let number: UInt64 = try decoder.singleField(
                FieldID.lastIncomingSequenceNumber, "last_incoming_sequence_num", of: tag.type)
            self = .keepAlive(lastIncomingSequenceNumber: number)
        case FieldID.closeMessage:
            self = .close(try decoder.singleField(FieldID.reason, "reason", of: tag.type))
        default:
            throw decoder.unexpectedTag(tag.id)
        }
    }
}

/// The one service message that a client sends, and so all that a canister has to read.
public struct KeepAliveMessage: Hashable, Sendable {
    /// The sequence number up to which messages have come.
    public let lastIncomingSequenceNumber: UInt64

    /// Decodes the content of a service message; nil where it is another one.
    public init?(decoding content: [UInt8]) throws(CandidError) {
        guard let message = try CandidDecoder.decode(Incoming.self, from: content).keepAlive else { return nil }
        self = message
    }

    private init(_ number: UInt64) { lastIncomingSequenceNumber = number }

    private struct Incoming: CandidDecodable {
        var keepAlive: KeepAliveMessage?

        init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
            let tag = try decoder.variant(type)
            switch tag.id {
            case FieldID.keepAliveMessage:
                keepAlive = KeepAliveMessage(
                    try decoder.singleField(
                        FieldID.lastIncomingSequenceNumber, "last_incoming_sequence_num", of: tag.type))
            case FieldID.openMessage, FieldID.acknowledgeMessage, FieldID.closeMessage:
                try decoder.skip(tag.type)
            default:
                throw decoder.unexpectedTag(tag.id)
            }
        }
    }
}

extension CloseReason: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case FieldID.closedByApplication: self = .closedByApplication
        case FieldID.invalidServiceMessage: self = .invalidServiceMessage
        case FieldID.keepAliveTimeout: self = .keepAliveTimeout
        case FieldID.wrongSequenceNumber: self = .wrongSequenceNumber
        default: throw decoder.unexpectedTag(tag.id)
        }
        _ = try Null(from: decoder, as: tag.type)
    }
}
