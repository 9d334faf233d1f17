import Bytes
import Candid

/// The sample's application message, as a client of its own knows it from the interface: `record { text; timestamp }`.
struct DemoMessage: CandidCodable, Equatable {
    let text: Text
    /// When it was said, in nanoseconds since 1970.
    let timestamp: UInt64

    init(text: Text, timestamp: UInt64) {
        self.text = text
        self.timestamp = timestamp
    }

    /// Decodes the content of a message.
    init(decoding content: [UInt8]) throws(CandidError) {
        let decoder = try CandidDecoder(content)
        self = try decoder.argument(DemoMessage.self)
        try decoder.finish()
    }

    var encoded: [UInt8] { CandidEncoder.encode(self) }

    // The hashes of the fields' names.
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

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.text = try decoder.field(Self.textID, "text", of: &fields)
        self.timestamp = try decoder.field(Self.timestampID, "timestamp", of: &fields)
        try decoder.end(&fields)
    }
}
