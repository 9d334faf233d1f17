import Candid
import CanisterTesting
import Testing
import WebSocketProtocol

@Suite("A WebSocket client in a test")
struct WebSocketClientTests {
    let canister: TestCanister
    let client: WebSocketTestClient

    init() throws {
        canister = try TestCanister(EchoServer.self)
        client = WebSocketTestClient(of: canister)
        try client.open()
    }

    @Test("sends and receives values and bytes, and counts them")
    func values() throws {
        #expect(client.lastSentSequenceNumber == 0 && client.lastReceivedSequenceNumber == 0)
        try client.send(Text("one"))
        try client.send(Text("two"))
        #expect(try client.receive(as: Text.self) == ["one", "two"])
        #expect(client.lastSentSequenceNumber == 2)
        #expect(client.lastReceivedSequenceNumber == 3, "the open message was the first")
        try client.send([1, 2])
        #expect(try client.receive() == [[1, 2]])
        #expect(try client.receive() == [])
    }

    @Test("says what a message was that is of another type, and does not lose it")
    func otherType() throws {
        try client.send(Text("one"))
        try client.send([0xde, 0xad])
        let failure = #expect(throws: WebSocketTestClient.UnreadableMessage.self) {
            try client.receive(as: Text.self)
        }
        #expect(failure?.description.hasPrefix("the message is not Text: Cannot parse header dead: ") == true)
        #expect(failure?.description.hasSuffix("It was dead") == true)
        #expect(try client.receive() == [CandidEncoder.encode(Text("one")), [0xde, 0xad]])
    }

    @Test("stays for hours when it answers every acknowledgement")
    func staysAlive() throws {
        try client.send([5])
        let start = canister.time
        try client.stayAlive(for: .seconds(3 * 3_600))
        #expect(canister.time == start + 3 * 3_600_000_000_000)
        #expect(client.isOpen)
        #expect(client.serviceMessages.count == 1 + 36, "one acknowledgement in five minutes")
        try client.send([6])
        #expect(try client.receive() == [[5], [6]])
        #expect(canister.log == [])
    }

    @Test("is closed when it does not answer, and says why")
    func expires() throws {
        #expect(try client.receive() == [])
        #expect(client.isOpen)
        canister.advance(by: .seconds(361))
        #expect(client.isOpen, "as far as it was told")
        #expect(try client.receive() == [])
        #expect(!client.isOpen)
        #expect(client.closeReason == .keepAliveTimeout)
        #expect(canister.log == ["\(client.principal) has gone"])
        #expect(throws: WebSocketTestClient.Refused.self) { try client.send([1]) }
    }

    @Test("is closed by the canister, and stays closed")
    func closedByCanister() throws {
        try client.send([7])
        try client.send([0xff])
        #expect(try client.receive() == [[7]])
        #expect(client.closeReason == .closedByApplication)
        try client.stayAlive(for: .seconds(700))
        #expect(client.serviceMessages.last == .close(.closedByApplication))
        #expect(canister.log == ["\(client.principal) has gone"])
    }

    @Test("opens again, with sequence numbers from the start and maybe another gateway")
    func reopens() throws {
        try client.send([1])
        try client.close()
        let first = client.key
        try client.reopen()
        #expect(client.key == ClientKey(principal: first.principal, nonce: first.nonce + 1))
        try client.send([2])
        #expect(client.lastSentSequenceNumber == 1)
        #expect(try client.receive() == [[2]], "what was for the connection before is not for this one")
        try client.reopen(nonce: 77, gateway: .testUser(1_000_001))
        #expect(client.key.nonce == 77)
        try client.send([3])
        #expect(try client.receive() == [[3]])
        #expect(client.serviceMessages == [.open(client.key)])
        #expect(client.isOpen && client.lastReceivedSequenceNumber == 2)
    }

    @Test("opens again long after, when its gateway was forgotten and the first messages are gone")
    func reopensLater() throws {
        for number in 0..<100 as Range<UInt8> { try client.send([number]) }
        _ = try client.receive()
        canister.advance(by: .seconds(4_000))
        try client.reopen()
        try client.send([9])
        #expect(try client.receive() == [[9]])
        try client.stayAlive(for: .seconds(1_000))
        #expect(client.isOpen)
    }

    @Test("several stay together, over one gateway or over several")
    func several() throws {
        let clients = try (2...5 as ClosedRange<UInt64>).map { number in
            let other = WebSocketTestClient(
                of: canister, principal: .testUser(number), gateway: .testUser(1_000_000 + number % 2))
            try other.open()
            return other
        }
        try WebSocketTestClient.stayAlive(clients, for: .seconds(2_000))
        for (number, other) in zip((0 as UInt8)..., clients) { try other.send([number]) }
        for (number, other) in zip((0 as UInt8)..., clients) {
            #expect(try other.receive() == [[number]])
            #expect(other.isOpen)
        }
        #expect(canister.log == ["\(client.principal) has gone"], "the one that was left out")
    }

    @Test("keeps its connection over an upgrade")
    func upgrade() throws {
        try client.send([1])
        try canister.stop()
        try canister.upgrade()
        try canister.start()
        try client.send([2])
        #expect(try client.receive() == [[1], [2]])
        try client.stayAlive(for: .seconds(1_000))
        #expect(client.isOpen)
    }
}
