import Bytes
import Candid

/// PingPong's messages, as a client of its own knows them from the interface: `record { text; timestamp }`.
struct SaidText: CandidCodable, Sendable {
    let text: Text
    let timestamp: UInt64

    init(_ text: Text) {
        self.text = text
        timestamp = 0
    }

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1_291_439_277, Text.self)
            table.field(2_781_795_542, UInt64.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        text.encode(into: &writer)
        timestamp.encode(into: &writer)
    }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        text = try decoder.field(1_291_439_277, "text", of: &fields)
        timestamp = try decoder.field(2_781_795_542, "timestamp", of: &fields)
        try decoder.end(&fields)
    }
}
