import Bytes
import Candid

/// Who may see something of a canister.
public enum Visibility: Hashable, Sendable {
    /// Whoever controls it.
    case controllers
    /// Anyone.
    case everyone
    /// Whoever controls it, and these.
    case allowedViewers([Principal])
}

extension Visibility: CandidEncodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            table.tag(570_880_087)  // controllers
            table.tag(1_727_234_217)  // public
            table.field(2_235_716_810, [Principal].self)  // allowed_viewers
        }
    }

    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .controllers: writer.write(leb128: 0)
        case .everyone: writer.write(leb128: 1)
        case .allowedViewers(let payload):
            writer.write(leb128: 2)
            payload.encode(into: &writer)
        }
    }
}

extension Visibility: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case 570_880_087:
            _ = try Null(from: decoder, as: tag.type)
            self = .controllers
        case 1_727_234_217:
            _ = try Null(from: decoder, as: tag.type)
            self = .everyone
        case 2_235_716_810: self = .allowedViewers(try [Principal](from: decoder, as: tag.type))
        default: throw decoder.unexpectedTag(tag.id)
        }
    }
}

/// What a canister finds in its environment under a name.
public struct EnvironmentVariable: Hashable, Sendable {
    /// The name.
    public var name: Text

    /// The value.
    public var value: Text

    /// Puts the parts together.
    public init(name: Text, value: Text) {
        self.name = name
        self.value = value
    }
}

extension EnvironmentVariable: CandidEncodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(834_174_833, Text.self)  // value
            table.field(1_224_700_491, Text.self)  // name
        }
    }

    public func encode(into writer: inout ByteWriter) {
        value.encode(into: &writer)
        name.encode(into: &writer)
    }
}

extension EnvironmentVariable: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.value = try decoder.field(834_174_833, "value", of: &fields)
        self.name = try decoder.field(1_224_700_491, "name", of: &fields)
        try decoder.end(&fields)
    }
}
