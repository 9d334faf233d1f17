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
        var content: Blob?
        var fields = try decoder.record(type)
        while let field = try decoder.nextField(&fields) {
            switch field.id {
            case FieldID.clientKey: clientKey = try ClientKey(from: &decoder, as: field.type)
            case FieldID.key: key = try Text(from: &decoder, as: field.type)
            case FieldID.content: content = try Blob(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        guard let key else { throw decoder.missingField("key") }
        guard let content else { throw decoder.missingField("content") }
        guard let clientKey else { throw decoder.missingField("client_key") }
        self.init(clientKey: clientKey, key: key, content: content.bytes)
    }
}

extension CertifiedMessages: CandidDecodable {
    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var messages: [OutputMessage]?
        var certificate: Blob?
        var tree: Blob?
        var isEndOfQueue: Bool?
        var fields = try decoder.record(type)
        while let field = try decoder.nextField(&fields) {
            switch field.id {
            case FieldID.messages: messages = try [OutputMessage](from: &decoder, as: field.type)
            case FieldID.certificate: certificate = try Blob(from: &decoder, as: field.type)
            case FieldID.tree: tree = try Blob(from: &decoder, as: field.type)
            case FieldID.isEndOfQueue: isEndOfQueue = try Bool(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        guard let messages else { throw decoder.missingField("messages") }
        guard let certificate else { throw decoder.missingField("cert") }
        guard let tree else { throw decoder.missingField("tree") }
        guard let isEndOfQueue else { throw decoder.missingField("is_end_of_queue") }
        self.init(
            messages: messages, certificate: certificate.bytes, tree: tree.bytes, isEndOfQueue: isEndOfQueue)
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
        default: throw decoder.unknownTag(tag.id)
        }
    }

    /// Decodes the whole Candid message.
    public init(decoding reply: [UInt8]) throws(CandidError) {
        var decoder = try CandidDecoder(reply)
        self = try decoder.argument(GetMessagesResult.self)
        try decoder.finish()
    }
}
