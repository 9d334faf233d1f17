import Bytes
import Candid

extension WebSocketMessage: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        let sequenceNumber: UInt64 = try decoder.field(FieldID.sequenceNumber, "sequence_num", of: &fields)
        let content: [UInt8] = try decoder.field(FieldID.content, "content", of: &fields)
        self.init(
            clientKey: try decoder.field(FieldID.clientKey, "client_key", of: &fields), sequenceNumber: sequenceNumber,
            timestamp: try decoder.field(FieldID.timestamp, "timestamp", of: &fields),
            isServiceMessage: try decoder.field(FieldID.isServiceMessage, "is_service_message", of: &fields),
            content: content)
        try decoder.end(&fields)
    }
}
