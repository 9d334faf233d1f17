import Bytes
import Candid

extension WebSocketMessage: CandidDecodable {
    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var clientKey: ClientKey?
        var sequenceNumber: UInt64?
        var timestamp: UInt64?
        var isServiceMessage: Bool?
        var content: [UInt8]?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case FieldID.clientKey: clientKey = try ClientKey(from: &decoder, as: field.type)
            case FieldID.sequenceNumber: sequenceNumber = try UInt64(from: &decoder, as: field.type)
            case FieldID.timestamp: timestamp = try UInt64(from: &decoder, as: field.type)
            case FieldID.isServiceMessage: isServiceMessage = try Bool(from: &decoder, as: field.type)
            case FieldID.content: content = try [UInt8](from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.init(
            clientKey: try decoder.required(clientKey, FieldID.clientKey, "client_key"),
            sequenceNumber: try decoder.required(sequenceNumber, FieldID.sequenceNumber, "sequence_num"),
            timestamp: try decoder.required(timestamp, FieldID.timestamp, "timestamp"),
            isServiceMessage: try decoder.required(isServiceMessage, FieldID.isServiceMessage, "is_service_message"),
            content: try decoder.required(content, FieldID.content, "content"))
    }
}
