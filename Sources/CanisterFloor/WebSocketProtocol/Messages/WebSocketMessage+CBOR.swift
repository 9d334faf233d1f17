import Bytes
import Candid
import CBOR

extension WebSocketMessage {
    /// The message in CBOR, as the canister certifies it.
    public var cborEncoded: [UInt8] {
        var writer = ByteWriter(capacity: content.count + MessageContent.maximumOverhead)
        writer.write(MessageContent.prefix(clientKey: clientKey))
        MessageContent.writeHead(
            sequenceNumber: sequenceNumber, timestamp: timestamp, isServiceMessage: isServiceMessage,
            contentSize: content.count, into: &writer)
        writer.write(content)
        return writer.bytes
    }

    /// Reads a message that a canister certified. The order of the map's entries and further entries do not matter.
    public init(decodingCBOR bytes: [UInt8]) throws(FrameError) {
        var reader = CBORReader(bytes, allowsIndefiniteLengths: true)
        self = try FrameError.reading { () throws(CBORError) in
            let fields = try Fields(&reader)
            try reader.finish()
            return fields
        }.message()
    }

    private struct Fields {
        var clientKey: (principal: [UInt8]?, nonce: UInt64?) = (nil, nil)
        var sequenceNumber: UInt64?
        var timestamp: UInt64?
        var isServiceMessage: Bool?
        var content: [UInt8]?

        init(_ reader: inout CBORReader) throws(CBORError) {
            try reader.skipSelfDescribeTag()
            var pairs = try reader.readMapHeader()
            while try reader.next(&pairs) {
                let key = try reader.readText()
                if key.isText("client_key") {
                    try readClientKey(&reader)
                } else if key.isText("sequence_num") {
                    sequenceNumber = try reader.readUnsigned()
                } else if key.isText("timestamp") {
                    timestamp = try reader.readUnsigned()
                } else if key.isText("is_service_message") {
                    isServiceMessage = try reader.readBoolean()
                } else if key.isText("content") {
                    content = try reader.readBytes()
                } else {
                    try reader.skipValue()
                }
            }
        }

        private mutating func readClientKey(_ reader: inout CBORReader) throws(CBORError) {
            var pairs = try reader.readMapHeader()
            while try reader.next(&pairs) {
                let key = try reader.readText()
                if key.isText("client_principal") {
                    clientKey.principal = try reader.readBytes()
                } else if key.isText("client_nonce") {
                    clientKey.nonce = try reader.readUnsigned()
                } else {
                    try reader.skipValue()
                }
            }
        }

        func message() throws(FrameError) -> WebSocketMessage {
            guard let bytes = clientKey.principal else { throw .missingField("client_principal") }
            guard let principal = try? Principal(bytes: bytes) else { throw .invalidPrincipal(byteCount: bytes.count) }
            guard let nonce = clientKey.nonce else { throw .missingField("client_nonce") }
            guard let sequenceNumber else { throw .missingField("sequence_num") }
            guard let timestamp else { throw .missingField("timestamp") }
            guard let isServiceMessage else { throw .missingField("is_service_message") }
            guard let content else { throw .missingField("content") }
            return WebSocketMessage(
                clientKey: ClientKey(principal: principal, nonce: nonce), sequenceNumber: sequenceNumber,
                timestamp: timestamp, isServiceMessage: isServiceMessage, content: content)
        }
    }
}
