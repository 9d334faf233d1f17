import Bytes
import Candid

/// What client and canister say to each other: `record { text : text; timestamp : nat64 }`.
struct AppMessage: CandidCodable {
    var text: Text
    /// When it was said, in nanoseconds since 1970.
    var timestamp: UInt64

    init(text: Text, timestamp: UInt64) {
        self.text = text
        self.timestamp = timestamp
    }

    private static let textID: UInt32 = 1_291_439_277
    private static let timestampID: UInt32 = 2_781_795_542

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(textID, Text.self)
            table.field(timestampID, UInt64.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        text.encode(into: &writer)
        timestamp.encode(into: &writer)
    }

    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var text: Text?
        var timestamp: UInt64?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case Self.textID: text = try Text(from: &decoder, as: field.type)
            case Self.timestampID: timestamp = try UInt64(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.text = try decoder.required(text, Self.textID, "text")
        self.timestamp = try decoder.required(timestamp, Self.timestampID, "timestamp")
    }
}
