import Bytes
import CanisterTesting
import CanisterWebSockets
import Testing

@testable import PingPong

@Suite("PingPong")
struct PingPongTests {
    let canister: TestCanister
    let client: WebSocketTestClient

    init() throws {
        canister = try TestCanister(PingPong.self)
        client = WebSocketTestClient(of: canister)
        try client.open()
    }

    private func receive() throws -> [AppMessage] {
        try client.receive().map { content in
            let decoder = try CandidDecoder(content)
            let message = try decoder.argument(AppMessage.self)
            try decoder.finish()
            return message
        }
    }

    @Test("sends a ping to whoever connects")
    func ping() throws {
        let messages = try receive()
        #expect(messages.map(\.text) == ["ping"])
        #expect(messages.map(\.timestamp) == [canister.time])
        #expect(client.serviceMessages == [.open(client.key)])
    }

    @Test("answers each message with its text and a ping")
    func answers() throws {
        _ = try receive()
        try client.send(PingPong.encode(AppMessage(text: "one", timestamp: canister.time)))
        canister.advance(by: .seconds(1))
        try client.send(PingPong.encode(AppMessage(text: "", timestamp: canister.time)))
        let messages = try receive()
        #expect(messages.map(\.text) == ["one ping", " ping"])
        #expect(messages.map(\.timestamp) == [canister.time - 1_000_000_000, canister.time])
    }

    @Test("takes no notice of what is no message of its own, and says so in its log")
    func foreignMessage() throws {
        _ = try receive()
        try client.send([1, 2, 3])
        #expect(try receive().isEmpty)
        #expect(canister.log.last?.hasPrefix("a message of \(client.principal) is not of the type in the interface: ") == true)
    }

    @Test("keeps a client that answers acknowledgements, and closes one that does not")
    func acknowledgements() throws {
        canister.advance(by: .seconds(300))
        _ = try receive()
        #expect(client.serviceMessages.last == .acknowledge(lastIncomingSequenceNumber: 0))
        try client.keepAlive()
        canister.advance(by: .seconds(61))
        try client.send(PingPong.encode(AppMessage(text: "still", timestamp: 0)))
        #expect(try receive().map(\.text) == ["still ping"])

        canister.advance(by: .seconds(301))
        #expect(throws: WebSocketTestClient.Refused.self) { try client.send([]) }
        _ = try receive()
        #expect(client.serviceMessages.last == .close(.keepAliveTimeout))
        #expect(canister.log.last == "\(client.principal) has gone")
    }

    @Test("its messages have a header that Candid's encoder would write")
    func header() {
        let bytes = PingPong.encode(AppMessage(text: "a", timestamp: 2))
        #expect(bytes == CandidEncoder.encode(AnyAppMessage(text: "a", timestamp: 2)))
    }
}

/// The same record, written by the general encoder.
private struct AnyAppMessage: CandidEncodable {
    let text: Text
    let timestamp: UInt64

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
}
