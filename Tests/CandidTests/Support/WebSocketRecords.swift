import Bytes
import Candid

// The records of the WebSocket interface, in the shape that a generator would give them.

struct ClientKey: Hashable {
    var clientPrincipal: Principal
    var clientNonce: UInt64
}

extension ClientKey: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1384677498, Principal.self)
            table.field(3921324219, UInt64.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        clientPrincipal.encode(into: &writer)
        clientNonce.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var clientPrincipal: Principal?
        var clientNonce: UInt64?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 1384677498: clientPrincipal = try Principal(from: &decoder, as: field.type)
            case 3921324219: clientNonce = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.clientPrincipal = try decoder.required(clientPrincipal, 1384677498, "client_principal")
        self.clientNonce = try decoder.required(clientNonce, 3921324219, "client_nonce")
    }
}

struct OpenArguments: Hashable {
    var gatewayPrincipal: Principal
    var clientNonce: UInt64
}

extension OpenArguments: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(647083891, Principal.self)
            table.field(3921324219, UInt64.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        gatewayPrincipal.encode(into: &writer)
        clientNonce.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var gatewayPrincipal: Principal?
        var clientNonce: UInt64?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 647083891: gatewayPrincipal = try Principal(from: &decoder, as: field.type)
            case 3921324219: clientNonce = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.gatewayPrincipal = try decoder.required(gatewayPrincipal, 647083891, "gateway_principal")
        self.clientNonce = try decoder.required(clientNonce, 3921324219, "client_nonce")
    }
}

struct CloseArguments: Hashable {
    var clientKey: ClientKey
}

extension CloseArguments: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1025972843, ClientKey.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        clientKey.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var clientKey: ClientKey?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 1025972843: clientKey = try ClientKey(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.clientKey = try decoder.required(clientKey, 1025972843, "client_key")
    }
}

struct WebsocketMessage: Hashable {
    var sequenceNumber: UInt64
    var content: Blob
    var clientKey: ClientKey
    var timestamp: UInt64
    var isServiceMessage: Bool
}

extension WebsocketMessage: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(352253448, UInt64.self)
            table.field(427265337, Blob.self)
            table.field(1025972843, ClientKey.self)
            table.field(2781795542, UInt64.self)
            table.field(2815490792, Bool.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        sequenceNumber.encode(into: &writer)
        content.encode(into: &writer)
        clientKey.encode(into: &writer)
        timestamp.encode(into: &writer)
        isServiceMessage.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var sequenceNumber: UInt64?
        var content: Blob?
        var clientKey: ClientKey?
        var timestamp: UInt64?
        var isServiceMessage: Bool?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 352253448: sequenceNumber = try UInt64(from: &decoder, as: field.type)
            case 427265337: content = try Blob(from: &decoder, as: field.type)
            case 1025972843: clientKey = try ClientKey(from: &decoder, as: field.type)
            case 2781795542: timestamp = try UInt64(from: &decoder, as: field.type)
            case 2815490792: isServiceMessage = try Bool(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.sequenceNumber = try decoder.required(sequenceNumber, 352253448, "sequence_num")
        self.content = try decoder.required(content, 427265337, "content")
        self.clientKey = try decoder.required(clientKey, 1025972843, "client_key")
        self.timestamp = try decoder.required(timestamp, 2781795542, "timestamp")
        self.isServiceMessage = try decoder.required(isServiceMessage, 2815490792, "is_service_message")
    }
}

struct MessageArguments: Hashable {
    var message: WebsocketMessage
}

extension MessageArguments: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(5446209, WebsocketMessage.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        message.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var message: WebsocketMessage?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 5446209: message = try WebsocketMessage(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.message = try decoder.required(message, 5446209, "msg")
    }
}

struct GetMessagesArguments: Hashable {
    var nonce: UInt64
}

extension GetMessagesArguments: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(2680573167, UInt64.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        nonce.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var nonce: UInt64?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 2680573167: nonce = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.nonce = try decoder.required(nonce, 2680573167, "nonce")
    }
}

struct OutputMessage: Hashable {
    var key: Text
    var content: Blob
    var clientKey: ClientKey
}

extension OutputMessage: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(5343647, Text.self)
            table.field(427265337, Blob.self)
            table.field(1025972843, ClientKey.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        key.encode(into: &writer)
        content.encode(into: &writer)
        clientKey.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var key: Text?
        var content: Blob?
        var clientKey: ClientKey?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 5343647: key = try Text(from: &decoder, as: field.type)
            case 427265337: content = try Blob(from: &decoder, as: field.type)
            case 1025972843: clientKey = try ClientKey(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.key = try decoder.required(key, 5343647, "key")
        self.content = try decoder.required(content, 427265337, "content")
        self.clientKey = try decoder.required(clientKey, 1025972843, "client_key")
    }
}

struct CertifiedMessages: Hashable {
    var messages: [OutputMessage]
    var certificate: Blob
    var tree: Blob
    var isEndOfQueue: Bool
}

extension CertifiedMessages: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(889051340, [OutputMessage].self)
            table.field(1102915300, Blob.self)
            table.field(1292081502, Blob.self)
            table.field(3733147138, Bool.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        messages.encode(into: &writer)
        certificate.encode(into: &writer)
        tree.encode(into: &writer)
        isEndOfQueue.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var messages: [OutputMessage]?
        var certificate: Blob?
        var tree: Blob?
        var isEndOfQueue: Bool?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 889051340: messages = try [OutputMessage](from: &decoder, as: field.type)
            case 1102915300: certificate = try Blob(from: &decoder, as: field.type)
            case 1292081502: tree = try Blob(from: &decoder, as: field.type)
            case 3733147138: isEndOfQueue = try Bool(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.messages = try decoder.required(messages, 889051340, "messages")
        self.certificate = try decoder.required(certificate, 1102915300, "cert")
        self.tree = try decoder.required(tree, 1292081502, "tree")
        self.isEndOfQueue = try decoder.required(isEndOfQueue, 3733147138, "is_end_of_queue")
    }
}

struct Acknowledgement: Hashable {
    var lastIncomingSequenceNumber: UInt64
}

extension Acknowledgement: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(2804597848, UInt64.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        lastIncomingSequenceNumber.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var lastIncomingSequenceNumber: UInt64?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 2804597848: lastIncomingSequenceNumber = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.lastIncomingSequenceNumber = try decoder.required(lastIncomingSequenceNumber, 2804597848, "last_incoming_sequence_num")
    }
}

struct Closing: Hashable {
    var reason: CloseReason
}

extension Closing: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(4238151620, CloseReason.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        reason.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var reason: CloseReason?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 4238151620: reason = try CloseReason(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.reason = try decoder.required(reason, 4238151620, "reason")
    }
}
