import Bytes
import CBOR
import Candid

/// What whoever relays a certified message looks at, without a copy of it: the rest is between canister and client.
public struct MessageGlance: Hashable, Sendable {
    /// Counts the canister's messages to the client, from 1.
    public let sequenceNumber: UInt64

    /// The connection's end, where the message is the canister's close message.
    public let closeReason: CloseReason?

    /// Looks at a ``WebSocketMessage`` in CBOR.
    public init(cbor bytes: [UInt8]) throws(FrameError) {
        var reader = CBORReader(bytes, allowsIndefiniteLengths: true)
        var sequenceNumber: UInt64?
        var isServiceMessage = false
        var content: Range<Int>?
        try FrameError.reading { () throws(CBORError) in
            try reader.skipSelfDescribeTag()
            var pairs = try reader.readMapHeader()
            while try reader.next(&pairs) {
                let name = try reader.readTextRange()
                if reader.bytes(in: name, equal: "sequence_num") {
                    sequenceNumber = try reader.readUnsigned()
                } else if reader.bytes(in: name, equal: "is_service_message") {
                    isServiceMessage = try reader.readBoolean()
                } else {
                    let start = reader.position
                    try reader.skipValue()
                    if reader.bytes(in: name, equal: "content") { content = start..<reader.position }
                }
            }
            try reader.finish()
        }
        guard let sequenceNumber else { throw .missingField("sequence_num") }
        self.sequenceNumber = sequenceNumber
        guard isServiceMessage, let content else {
            closeReason = nil
            return
        }
        let service = try FrameError.reading { () throws(CBORError) -> [UInt8] in
            var reader = CBORReader(bytes.copy(of: content), allowsIndefiniteLengths: true)
            return try reader.readBytes()
        }
        // One that cannot be decoded is the client's to refuse.
        if case .close(let reason)? = try? ServiceMessage(decoding: service) {
            closeReason = reason
        } else {
            closeReason = nil
        }
    }
}
