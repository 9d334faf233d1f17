@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("A client that takes its messages slowly", .timeLimit(.minutes(60)))
struct BackPressureTests {
    @Test("is not read for from the socket meanwhile, and gets all messages in order")
    func pauses() async throws {
        let gateway = try InProcessGateway()
        var configuration = gateway.configuration
        configuration.maximumWaitingSize = 1_000
        configuration.maximumUnverifiedSize = 10_000
        let socket = try await gateway.connect(configuration)
        let count = 60
        for number in 0..<count { try socket.send(Conversation.content("\(number)")) }
        #expect(gateway.readings.withLock { $0.pauses } == 1)
        #expect(gateway.readings.withLock { $0.resumptions } == 0)
        var texts: [String] = []
        for try await message in socket.messages {
            texts.append(try message.value(as: AppMessage.self).text.string)
            if texts.count == count + 1 { break }
        }
        #expect(texts == ["ping"] + (0..<count).map { "\($0) ping" })
        #expect(await eventually { gateway.readings.withLock { $0.resumptions } == 1 })
        #expect(socket.state.isOpen)
    }

    @Test("is waited for by who brings, and not by who only offers")
    func queue() async {
        let queue = FlowQueue<Int>(capacity: 4) { _ in 1 }
        for number in 0..<3 { #expect(!queue.offer(number)) }
        #expect(!queue.isFull && queue.offer(3) && queue.isFull && !queue.offer(4))
        let bringing = Task { for number in 5..<8 { await queue.push(number) } }
        var taken: [Int?] = []
        var roomAgain: [Bool] = []
        for _ in 0..<8 {
            let (element, hasRoomAgain) = await queue.next()
            taken.append(element)
            roomAgain.append(hasRoomAgain)
        }
        await bringing.value
        #expect(taken == Array(0..<8))
        #expect(roomAgain.filter { $0 }.count == 1 && !queue.isFull)
    }

    @Test("keeps nothing of what was taken")
    func queueLetsGo() async {
        final class Message: Sendable {}
        let queue = FlowQueue<Message>(capacity: 4) { _ in 1 }
        weak var first: Message?
        do {
            let message = Message()
            first = message
            _ = queue.offer(message)
        }
        _ = queue.offer(Message())
        #expect(first != nil)
        _ = await queue.next()
        #expect(first == nil)
    }

    @Test("can let in what waits, and go away while it waits itself")
    func queueEnds() async {
        let queue = FlowQueue<Int>(capacity: 1) { _ in 1 }
        await queue.push(1)
        let bringing = Task { await queue.push(2) }
        try? await Task.sleep(for: .milliseconds(10))
        queue.letIn()
        await bringing.value
        queue.limit()
        #expect(await queue.next().element == 1)
        #expect(await queue.next().element == 2)
        let taking = Task { await queue.next().element }
        try? await Task.sleep(for: .milliseconds(10))
        taking.cancel()
        #expect(await taking.value == nil)
        #expect(queue.offer(3))
        let stuck = Task { await queue.push(4) }
        try? await Task.sleep(for: .milliseconds(10))
        queue.finish()
        await stuck.value
        #expect(await queue.next().element == 3)
        #expect(await queue.next().element == nil)
        #expect(!queue.offer(5))
        #expect(await queue.next().element == nil)
    }
}
