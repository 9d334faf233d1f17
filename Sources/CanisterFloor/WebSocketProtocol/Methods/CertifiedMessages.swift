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
    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var clientKey: ClientKey?
        var key: Text?
        var content: [UInt8]?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case FieldID.clientKey: clientKey = try ClientKey(from: &decoder, as: field.type)
            case FieldID.key: key = try Text(from: &decoder, as: field.type)
            case FieldID.content: content = try [UInt8](from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.init(
            clientKey: try decoder.required(clientKey, FieldID.clientKey, "client_key"),
            key: try decoder.required(key, FieldID.key, "key"),
            content: try decoder.required(content, FieldID.content, "content"))
    }
}

extension CertifiedMessages: CandidDecodable {
    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var messages: [OutputMessage]?
        var certificate: [UInt8]?
        var tree: [UInt8]?
        var isEndOfQueue: Bool?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case FieldID.messages: messages = try [OutputMessage](from: &decoder, as: field.type)
            case FieldID.certificate: certificate = try [UInt8](from: &decoder, as: field.type)
            case FieldID.tree: tree = try [UInt8](from: &decoder, as: field.type)
            case FieldID.isEndOfQueue: isEndOfQueue = try Bool(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.init(
            messages: try decoder.required(messages, FieldID.messages, "messages"),
            certificate: try decoder.required(certificate, FieldID.certificate, "cert"),
            tree: try decoder.required(tree, FieldID.tree, "tree"),
            isEndOfQueue: try decoder.required(isEndOfQueue, FieldID.isEndOfQueue, "is_end_of_queue"))
    }
}

/// The answer of `ws_get_messages` as a whole: `variant { Ok : CertifiedMessages; Err : text }`.
public enum GetMessagesResult: Hashable, Sendable {
    case ok(CertifiedMessages)
    case error(Text)
}

extension GetMessagesResult: CandidDecodable {
    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case FieldID.ok: self = .ok(try CertifiedMessages(from: &decoder, as: tag.type))
        case FieldID.error: self = .error(try Text(from: &decoder, as: tag.type))
        default: throw decoder.unexpectedTag(tag.id)
        }
    }

    /// Decodes the whole Candid message.
    public init(decoding reply: [UInt8]) throws(CandidError) {
        var decoder = try CandidDecoder(reply)
        self = try decoder.argument(GetMessagesResult.self)
        try decoder.finish()
    }
}
