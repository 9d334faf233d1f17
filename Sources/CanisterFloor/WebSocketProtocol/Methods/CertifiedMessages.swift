import Candid

/// One message as a gateway fetches it.
public struct OutputMessage: Hashable, Sendable {
    /// The connection that it is for.
    public let clientKey: ClientKey

    /// Its key in the certified tree; see ``MessageKey``.
    public let key: Text

    /// The ``WebSocketMessage`` in CBOR, whose SHA-256 stands in the tree.
    public let content: [UInt8]
}

/// The answer of `ws_get_messages`: a page of a gateway's queue with the proof that the canister made it.
public struct CertifiedMessages: Hashable, Sendable {
    /// The messages in the order of the queue, without a gap.
    public let messages: [OutputMessage]

    /// The subnet's certificate for the canister's certified data, in CBOR; empty where there are no messages.
    public let certificate: [UInt8]

    /// The hash tree that leads from the certified data to the messages, in CBOR; empty where there are no messages.
    public let tree: [UInt8]

    /// Whether the page reaches the queue's end.
    public let isEndOfQueue: Bool
}

extension OutputMessage: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        let key: Text = try decoder.field(FieldID.key, "key", of: &fields)
        let content: [UInt8] = try decoder.field(FieldID.content, "content", of: &fields)
        self.init(
            clientKey: try decoder.field(FieldID.clientKey, "client_key", of: &fields), key: key, content: content)
        try decoder.end(&fields)
    }
}

extension CertifiedMessages: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.init(
            messages: try decoder.field(FieldID.messages, "messages", of: &fields),
            certificate: try decoder.field(FieldID.certificate, "cert", of: &fields),
            tree: try decoder.field(FieldID.tree, "tree", of: &fields),
            isEndOfQueue: try decoder.field(FieldID.isEndOfQueue, "is_end_of_queue", of: &fields))
        try decoder.end(&fields)
    }
}

/// The answer of `ws_get_messages` as a whole: `variant { Ok : CertifiedMessages; Err : text }`.
public enum GetMessagesResult: Hashable, Sendable {
    case ok(CertifiedMessages)
    case error(Text)
}

extension GetMessagesResult: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case FieldID.ok: self = .ok(try CertifiedMessages(from: decoder, as: tag.type))
        case FieldID.error: self = .error(try Text(from: decoder, as: tag.type))
        default: throw decoder.unexpectedTag(tag.id)
        }
    }

    /// Decodes the whole Candid message.
    public init(decoding reply: [UInt8]) throws(CandidError) {
        self = try CandidDecoder.decode(GetMessagesResult.self, from: reply)
    }
}
