import Bytes
import Candid

extension WebSocketMessage: CandidDecodable {
    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var clientKey: ClientKey?
        var sequenceNumber: UInt64?
        var timestamp: UInt64?
        var isServiceMessage: Bool?
        var content: Blob?
        var fields = try decoder.record(type)
        while let field = try decoder.nextField(&fields) {
            switch field.id {
            case FieldID.clientKey: clientKey = try ClientKey(from: &decoder, as: field.type)
            case FieldID.sequenceNumber: sequenceNumber = try UInt64(from: &decoder, as: field.type)
            case FieldID.timestamp: timestamp = try UInt64(from: &decoder, as: field.type)
            case FieldID.isServiceMessage: isServiceMessage = try Bool(from: &decoder, as: field.type)
            case FieldID.content: content = try Blob(from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        guard let clientKey else { throw decoder.missingField("client_key") }
        guard let sequenceNumber else { throw decoder.missingField("sequence_num") }
        guard let timestamp else { throw decoder.missingField("timestamp") }
        guard let isServiceMessage else { throw decoder.missingField("is_service_message") }
        guard let content else { throw decoder.missingField("content") }
        self.init(
            clientKey: clientKey, sequenceNumber: sequenceNumber, timestamp: timestamp,
            isServiceMessage: isServiceMessage, content: content.bytes)
    }
}
