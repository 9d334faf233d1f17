import Bytes
import Candid
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("A client's socket", .timeLimit(.minutes(60)))
struct SocketTests {
    private let gateway: InProcessGateway

    init() throws { gateway = try InProcessGateway() }

    @Test("carries a conversation of values, and is closed by its owner")
    func conversation() async throws {
        let socket = CanisterWebSocket<AppMessage>(try await gateway.connect())
        #expect(socket.state.isOpen)
        var messages = socket.messages.makeAsyncIterator()
        #expect(try await messages.next()?.text == "ping")
        for text in ["one", "two", "three"] as [Text] { try socket.send(AppMessage(text: text, timestamp: 0)) }
        for text in ["one ping", "two ping", "three ping"] as [Text] {
            #expect(try await messages.next()?.text == text)
        }
        await socket.close()
        #expect(gateway.closes == ["1000 "] && gateway.openSockets == 0)
        #expect(try await messages.next() == nil)
        guard case .closed(.closedHere) = socket.state else {
            Issue.record("\(socket.state)")
            return
        }
        #expect(throws: SendError.notOpen) { try socket.send(AppMessage(text: "too late", timestamp: 0)) }
    }

    @Test("tells of each message what is known")
    func details() async throws {
        let socket = try await gateway.connect()
        gateway.clock.advance(by: 250_000_000)
        var messages = socket.messages.makeAsyncIterator()
        _ = try await messages.next()
        #expect(try socket.send(Conversation.content("one")) == 1)
        let answer = try #require(try await messages.next())
        #expect(answer.sequenceNumber == 3 && answer.isVerified && answer.latency == .milliseconds(250))
        guard case .open(answer.connection, gateway.with { $0.relay.gateway }) = socket.state else {
            Issue.record("\(socket.state)")
            return
        }
        #expect(socket.unacknowledged.map(\.sequenceNumber) == [1])
    }

    @Test("tells of messages that are of another type, and goes on after them")
    func unreadable() async throws {
        struct Number: CandidCodable, Sendable {
            static func candidType(in table: inout TypeTable) -> TypeReference { UInt8.candidType(in: &table) }
            func encode(into writer: inout ByteWriter) { UInt8(1).encode(into: &writer) }
            init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
                _ = try UInt8(from: decoder, as: type)
            }
        }
        let socket = CanisterWebSocket<Number>(try await gateway.connect())
        var messages = socket.messages.makeAsyncIterator()
        await #expect(throws: UnreadableMessage.self) { _ = try await messages.next() }
        try socket.raw.send(Conversation.content("one"))
        var raw = socket.raw.messages.makeAsyncIterator()
        let next = try #require(try await raw.next())
        #expect(try next.value(as: AppMessage.self).text == "one ping")
    }

    @Test("answers acknowledgements while nobody listens")
    func keepAlive() async throws {
        let socket = try await gateway.connect()
        try socket.send(Conversation.content("hello"))
        for round in 1...5 as ClosedRange<UInt64> {
            gateway.advance(by: .seconds(300))
            let answered = await eventually { socket.supervisor.connection?.nextSequenceNumber == round + 2 }
            #expect(answered, "\(socket.state), \(gateway.closes), \(gateway.log)")
        }
        gateway.advance(by: .seconds(60))
        #expect(socket.state.isOpen && gateway.log.isEmpty)
        var acknowledgements = socket.acknowledgements.makeAsyncIterator()
        #expect(await acknowledgements.next() == 5)
    }

    @Test("refuses what finds no room, without a gap in the numbers")
    func full() async throws {
        let socket = try await gateway.connect()
        #expect(try socket.send(Conversation.content("one")) == 1)
        gateway.with { $0.takesFrames = false }
        #expect(throws: SendError.socketFull) { try socket.send(Conversation.content("lost")) }
        gateway.with { $0.takesFrames = true }
        #expect(try socket.send(Conversation.content("two")) == 2)
        var messages = socket.messages.makeAsyncIterator()
        var texts: [Text?] = []
        for _ in 0..<3 { texts.append(try await messages.next()?.value(as: AppMessage.self).text) }
        #expect(texts == ["ping", "one ping", "two ping"])
    }

    @Test("is one of many in a process, each with its own messages")
    func many() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                group.addTask { [gateway] in
                    let socket = CanisterWebSocket<AppMessage>(try await gateway.connect(as: UInt8(number)))
                    try socket.send(AppMessage(text: "\(number)", timestamp: 0))
                    var messages = socket.messages.makeAsyncIterator()
                    #expect(try await messages.next()?.text == "ping")
                    #expect(try await messages.next()?.text == "\(number) ping")
                    await socket.close()
                }
            }
            try await group.waitForAll()
        }
        #expect(gateway.openSockets == 0 && gateway.closes.count == 20)
    }
}
