import Bytes
import Candid

/// What client and canister say to each other: `record { text : text; timestamp : nat64 }`.
struct AppMessage: CandidDecodable {
    var text: Text
    /// When it was said, in nanoseconds since 1970.
    var timestamp: UInt64

    init(text: Text, timestamp: UInt64) {
        self.text = text
        self.timestamp = timestamp
    }

    private static let textID: UInt32 = 1_291_439_277
    private static let timestampID: UInt32 = 2_781_795_542

    /// The whole Candid message of one value.
    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 48 + text.bytes.count)
        writer.write(Self.candidHeader)
        text.encode(into: &writer)
        timestamp.encode(into: &writer)
        return writer.bytes
    }

    /// Magic, type table and argument list of one value; `CandidEncoder.header(_:)` would compute the same.
    static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x01,
        0x6c, 0x02, 0xad, 0x99, 0xe7, 0xe7, 0x04, 0x71, 0xd6, 0xa9, 0xbb, 0xae, 0x0a, 0x78,
        0x01, 0x00,
    ]

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
