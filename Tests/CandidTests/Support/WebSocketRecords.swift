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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.clientPrincipal = try decoder.field(1_384_677_498, "client_principal", of: &fields)
        self.clientNonce = try decoder.field(3_921_324_219, "client_nonce", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.gatewayPrincipal = try decoder.field(647_083_891, "gateway_principal", of: &fields)
        self.clientNonce = try decoder.field(3_921_324_219, "client_nonce", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.clientKey = try decoder.field(1_025_972_843, "client_key", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.sequenceNumber = try decoder.field(352_253_448, "sequence_num", of: &fields)
        self.content = try decoder.field(427_265_337, "content", of: &fields)
        self.clientKey = try decoder.field(1_025_972_843, "client_key", of: &fields)
        self.timestamp = try decoder.field(2_781_795_542, "timestamp", of: &fields)
        self.isServiceMessage = try decoder.field(2_815_490_792, "is_service_message", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.message = try decoder.field(5_446_209, "msg", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.nonce = try decoder.field(2_680_573_167, "nonce", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.key = try decoder.field(5_343_647, "key", of: &fields)
        self.content = try decoder.field(427_265_337, "content", of: &fields)
        self.clientKey = try decoder.field(1_025_972_843, "client_key", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.messages = try decoder.field(889_051_340, "messages", of: &fields)
        self.certificate = try decoder.field(1_102_915_300, "cert", of: &fields)
        self.tree = try decoder.field(1_292_081_502, "tree", of: &fields)
        self.isEndOfQueue = try decoder.field(3_733_147_138, "is_end_of_queue", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        lastIncomingSequenceNumber = try decoder.field(2_804_597_848, "last_incoming_sequence_num", of: &fields)
        try decoder.end(&fields)
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.reason = try decoder.field(4_238_151_620, "reason", of: &fields)
        try decoder.end(&fields)
    }
}
