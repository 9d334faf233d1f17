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
            table.field(1_384_677_498, Principal.self)
            table.field(3_921_324_219, UInt64.self)
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
            case 1_384_677_498: clientPrincipal = try Principal(from: &decoder, as: field.type)
            case 3_921_324_219: clientNonce = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.clientPrincipal = try decoder.required(clientPrincipal, 1_384_677_498, "client_principal")
        self.clientNonce = try decoder.required(clientNonce, 3_921_324_219, "client_nonce")
    }
}

struct OpenArguments: Hashable {
    var gatewayPrincipal: Principal
    var clientNonce: UInt64
}

extension OpenArguments: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(647_083_891, Principal.self)
            table.field(3_921_324_219, UInt64.self)
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
            case 647_083_891: gatewayPrincipal = try Principal(from: &decoder, as: field.type)
            case 3_921_324_219: clientNonce = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.gatewayPrincipal = try decoder.required(gatewayPrincipal, 647_083_891, "gateway_principal")
        self.clientNonce = try decoder.required(clientNonce, 3_921_324_219, "client_nonce")
    }
}

struct CloseArguments: Hashable {
    var clientKey: ClientKey
}

extension CloseArguments: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1_025_972_843, ClientKey.self)
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
            case 1_025_972_843: clientKey = try ClientKey(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.clientKey = try decoder.required(clientKey, 1_025_972_843, "client_key")
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
            table.field(352_253_448, UInt64.self)
            table.field(427_265_337, Blob.self)
            table.field(1_025_972_843, ClientKey.self)
            table.field(2_781_795_542, UInt64.self)
            table.field(2_815_490_792, Bool.self)
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
            case 352_253_448: sequenceNumber = try UInt64(from: &decoder, as: field.type)
            case 427_265_337: content = try Blob(from: &decoder, as: field.type)
            case 1_025_972_843: clientKey = try ClientKey(from: &decoder, as: field.type)
            case 2_781_795_542: timestamp = try UInt64(from: &decoder, as: field.type)
            case 2_815_490_792: isServiceMessage = try Bool(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.sequenceNumber = try decoder.required(sequenceNumber, 352_253_448, "sequence_num")
        self.content = try decoder.required(content, 427_265_337, "content")
        self.clientKey = try decoder.required(clientKey, 1_025_972_843, "client_key")
        self.timestamp = try decoder.required(timestamp, 2_781_795_542, "timestamp")
        self.isServiceMessage = try decoder.required(isServiceMessage, 2_815_490_792, "is_service_message")
    }
}

struct MessageArguments: Hashable {
    var message: WebsocketMessage
}

extension MessageArguments: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(5_446_209, WebsocketMessage.self)
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
            case 5_446_209: message = try WebsocketMessage(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.message = try decoder.required(message, 5_446_209, "msg")
    }
}

struct GetMessagesArguments: Hashable {
    var nonce: UInt64
}

extension GetMessagesArguments: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(2_680_573_167, UInt64.self)
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
            case 2_680_573_167: nonce = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.nonce = try decoder.required(nonce, 2_680_573_167, "nonce")
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
            table.field(5_343_647, Text.self)
            table.field(427_265_337, Blob.self)
            table.field(1_025_972_843, ClientKey.self)
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
            case 5_343_647: key = try Text(from: &decoder, as: field.type)
            case 427_265_337: content = try Blob(from: &decoder, as: field.type)
            case 1_025_972_843: clientKey = try ClientKey(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.key = try decoder.required(key, 5_343_647, "key")
        self.content = try decoder.required(content, 427_265_337, "content")
        self.clientKey = try decoder.required(clientKey, 1_025_972_843, "client_key")
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
            table.field(889_051_340, [OutputMessage].self)
            table.field(1_102_915_300, Blob.self)
            table.field(1_292_081_502, Blob.self)
            table.field(3_733_147_138, Bool.self)
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
            case 889_051_340: messages = try [OutputMessage](from: &decoder, as: field.type)
            case 1_102_915_300: certificate = try Blob(from: &decoder, as: field.type)
            case 1_292_081_502: tree = try Blob(from: &decoder, as: field.type)
            case 3_733_147_138: isEndOfQueue = try Bool(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.messages = try decoder.required(messages, 889_051_340, "messages")
        self.certificate = try decoder.required(certificate, 1_102_915_300, "cert")
        self.tree = try decoder.required(tree, 1_292_081_502, "tree")
        self.isEndOfQueue = try decoder.required(isEndOfQueue, 3_733_147_138, "is_end_of_queue")
    }
}

struct Acknowledgement: Hashable {
    var lastIncomingSequenceNumber: UInt64
}

extension Acknowledgement: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(2_804_597_848, UInt64.self)
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
            case 2_804_597_848: lastIncomingSequenceNumber = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.lastIncomingSequenceNumber = try decoder.required(
            lastIncomingSequenceNumber, 2_804_597_848, "last_incoming_sequence_num")
    }
}

struct Closing: Hashable {
    var reason: CloseReason
}

extension Closing: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(4_238_151_620, CloseReason.self)
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
            case 4_238_151_620: reason = try CloseReason(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.reason = try decoder.required(reason, 4_238_151_620, "reason")
    }
}
