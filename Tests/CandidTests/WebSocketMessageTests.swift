import Bytes
import Candid
import Testing

@Suite("Messages of the WebSocket interface")
struct WebSocketMessageTests {
    private let client = ClientKey(
        clientPrincipal: principal("kj67s-b5v2y-ahlkr-kmume-xbow6-zwbtj-j4j3m-ae46e-qqrcu-uxiby-yae"), clientNonce: 1)
    private let gateway = principal("sqdfl-mr4km-2hfjy-gajqo-xqvh7-hf4mf-nra4i-3it6l-neaw4-soolw-tae")

    /// Both orders of the type table give the value, and the value gives the outermost type first.
    private func check<Value: CandidCodable & Hashable>(_ value: Value, _ vector: MessageVector) throws {
        #expect(try decode(vector.outermostFirst, as: Value.self) == value)
        #expect(try decode(vector.outermostLast, as: Value.self) == value)
        #expect(CandidEncoder.encode(value) == vector.outermostFirst)
        #expect(vector.outermostFirst.starts(with: CandidEncoder.header(Value.self)))
    }

    private func message() -> MessageArguments {
        MessageArguments(
            message: WebsocketMessage(
                sequenceNumber: 1, content: [0xca, 0xfe], clientKey: client, timestamp: 1_700_000_000_000_000_000,
                isServiceMessage: false))
    }

    @Test func openArguments() throws {
        try check(OpenArguments(gatewayPrincipal: gateway, clientNonce: 1), .openArguments)
    }

    @Test func results() throws {
        try check(UnitResult.ok, .resultOk)
        try check(UnitResult.error("e"), .resultError)
    }

    @Test func closeArguments() throws { try check(CloseArguments(clientKey: client), .closeArguments) }

    @Test func messageArguments() throws { try check(message(), .messageArguments) }

    @Test func messageArgumentsWithNull() throws {
        let vector = MessageVector.messageArgumentsAndNull
        for bytes in [vector.outermostFirst, vector.outermostLast] {
            let (first, second) = try decode(bytes, as: MessageArguments.self, OptionalNull.self)
            #expect(first == message())
            #expect(second == nil)
            // Who does not know the second argument skips it, who knows its type finds it null.
            #expect(try decode(bytes, as: MessageArguments.self) == message())
            #expect(try decode(bytes, as: MessageArguments.self, Text?.self).1 == nil)
        }
        #expect(CandidEncoder.encode(message(), OptionalNull.none) == vector.outermostFirst)
    }

    @Test func getMessagesArguments() throws { try check(GetMessagesArguments(nonce: 0), .getMessagesArguments) }

    @Test func getMessagesResults() throws {
        let empty = CertifiedMessages(messages: [], certificate: [], tree: [], isEndOfQueue: true)
        try check(GetMessagesResult.ok(empty), .getMessagesEmpty)
        let message = OutputMessage(key: "k", content: [1, 2], clientKey: client)
        let one = CertifiedMessages(messages: [message], certificate: [0xaa], tree: [0xbb], isEndOfQueue: false)
        try check(GetMessagesResult.ok(one), .getMessagesOne)
        try check(GetMessagesResult.error("e"), .getMessagesError)
    }

    @Test func serviceMessages() throws {
        var opened = client
        opened.clientNonce = 385_892_949_151_814_926
        try check(ServiceMessage.open(CloseArguments(clientKey: opened)), .serviceOpen)
        try check(ServiceMessage.acknowledge(Acknowledgement(lastIncomingSequenceNumber: 0)), .serviceAcknowledge)
        try check(ServiceMessage.keepAlive(Acknowledgement(lastIncomingSequenceNumber: 7)), .serviceKeepAlive)
        try check(ServiceMessage.close(Closing(reason: .keepAliveTimeout)), .serviceClose)
    }

    @Test("A kept header and the values make the same message")
    func constantHeader() {
        let header = CandidEncoder.header(MessageArguments.self, OptionalNull.self)
        var writer = ByteWriter()
        writer.write(header)
        message().encode(into: &writer)
        OptionalNull.none.encode(into: &writer)
        #expect(writer.bytes == MessageVector.messageArgumentsAndNull.outermostFirst)
    }

    @Test("Values added one at a time make the same message")
    func builder() {
        var encoder = CandidEncoder()
        encoder.add(message())
        encoder.add(OptionalNull.none)
        var writer = ByteWriter()
        encoder.finish(into: &writer)
        #expect(writer.bytes == MessageVector.messageArgumentsAndNull.outermostFirst)
    }
}

private typealias OptionalNull = Null?

private func principal(_ text: String) -> Principal {
    do { return try Principal(text: text) } catch { preconditionFailure("\(error)") }
}
