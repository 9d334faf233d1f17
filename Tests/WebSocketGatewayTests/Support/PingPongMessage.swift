import Bytes
import Candid
import MessageVerification

/// A message of the sample PingPong.
struct PingPongMessage: CandidEncodable, CandidDecodable, Hashable {
    let text: Text
    var timestamp: UInt64 = 0

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(fieldID(of: "text"), Text.self)
            table.field(fieldID(of: "timestamp"), UInt64.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        text.encode(into: &writer)
        timestamp.encode(into: &writer)
    }

    init(_ text: String) { self.text = Text(text) }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        text = try decoder.field(fieldID(of: "text"), "text", of: &fields)
        timestamp = try decoder.field(fieldID(of: "timestamp"), "timestamp", of: &fields)
        try decoder.end(&fields)
    }
}

extension StandInClient {
    /// Says something to PingPong.
    func ping(_ text: String) throws { try say(CandidEncoder.encode(PingPongMessage(text))) }
}

extension [ReceivedMessage.Body] {
    /// The texts that PingPong said.
    var texts: [String] {
        compactMap { body in
            guard case .application(let content) = body else { return nil }
            return try? CandidDecoder.decode(PingPongMessage.self, from: content).text.string
        }
    }
}
