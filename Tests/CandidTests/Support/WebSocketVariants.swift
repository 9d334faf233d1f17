import Bytes
import Candid

// The variants of the WebSocket interface, in the shape that a generator would give them.

enum CloseReason: Hashable {
    case closedByApplication
    case invalidServiceMessage
    case wrongSequenceNumber
    case keepAliveTimeout
}

extension CloseReason: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            table.tag(1_198_956_877)
            table.tag(1_409_524_553)
            table.tag(2_743_637_463)
            table.tag(3_580_612_249)
        }
    }

    func encode(into writer: inout ByteWriter) {
        switch self {
        case .closedByApplication: writer.write(leb128: 0)
        case .invalidServiceMessage: writer.write(leb128: 1)
        case .wrongSequenceNumber: writer.write(leb128: 2)
        case .keepAliveTimeout: writer.write(leb128: 3)
        }
    }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case 1_198_956_877:
            _ = try Null(from: decoder, as: tag.type)
            self = .closedByApplication
        case 1_409_524_553:
            _ = try Null(from: decoder, as: tag.type)
            self = .invalidServiceMessage
        case 2_743_637_463:
            _ = try Null(from: decoder, as: tag.type)
            self = .wrongSequenceNumber
        case 3_580_612_249:
            _ = try Null(from: decoder, as: tag.type)
            self = .keepAliveTimeout
        default: throw decoder.unexpectedTag(tag.id)
        }
    }
}

enum ServiceMessage: Hashable {
    case open(CloseArguments)
    case keepAlive(Acknowledgement)
    case close(Closing)
    case acknowledge(Acknowledgement)
}

extension ServiceMessage: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            table.field(428_171_005, CloseArguments.self)
            table.field(2_525_358_527, Acknowledgement.self)
            table.field(2_918_480_143, Closing.self)
            table.field(3_049_003_934, Acknowledgement.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        switch self {
        case .open(let payload):
            writer.write(leb128: 0)
            payload.encode(into: &writer)
        case .keepAlive(let payload):
            writer.write(leb128: 1)
            payload.encode(into: &writer)
        case .close(let payload):
            writer.write(leb128: 2)
            payload.encode(into: &writer)
        case .acknowledge(let payload):
            writer.write(leb128: 3)
            payload.encode(into: &writer)
        }
    }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case 428_171_005: self = .open(try CloseArguments(from: decoder, as: tag.type))
        case 2_525_358_527: self = .keepAlive(try Acknowledgement(from: decoder, as: tag.type))
        case 2_918_480_143: self = .close(try Closing(from: decoder, as: tag.type))
        case 3_049_003_934: self = .acknowledge(try Acknowledgement(from: decoder, as: tag.type))
        default: throw decoder.unexpectedTag(tag.id)
        }
    }
}

enum UnitResult: Hashable {
    case ok
    case error(Text)
}

extension UnitResult: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            table.tag(17724)
            table.field(3_456_837, Text.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        switch self {
        case .ok: writer.write(leb128: 0)
        case .error(let payload):
            writer.write(leb128: 1)
            payload.encode(into: &writer)
        }
    }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case 17724:
            _ = try Null(from: decoder, as: tag.type)
            self = .ok
        case 3_456_837: self = .error(try Text(from: decoder, as: tag.type))
        default: throw decoder.unexpectedTag(tag.id)
        }
    }
}

enum GetMessagesResult: Hashable {
    case ok(CertifiedMessages)
    case error(Text)
}

extension GetMessagesResult: CandidEncodable, CandidDecodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            table.field(17724, CertifiedMessages.self)
            table.field(3_456_837, Text.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        switch self {
        case .ok(let payload):
            writer.write(leb128: 0)
            payload.encode(into: &writer)
        case .error(let payload):
            writer.write(leb128: 1)
            payload.encode(into: &writer)
        }
    }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case 17724: self = .ok(try CertifiedMessages(from: decoder, as: tag.type))
        case 3_456_837: self = .error(try Text(from: decoder, as: tag.type))
        default: throw decoder.unexpectedTag(tag.id)
        }
    }
}
