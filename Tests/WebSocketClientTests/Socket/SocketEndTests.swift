import Bytes
import Candid
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("A client's socket that others end", .timeLimit(.minutes(60)))
struct SocketEndTests {
    private let gateway: InProcessGateway

    init() throws { gateway = try InProcessGateway() }

    @Test("closes and tells why, when it is given what the canister did not send")
    func tampering() async throws {
        let socket = try await gateway.connect()
        gateway.tamper { frame in [frame.flippedAtEnd] }
        try socket.send(Conversation.content("hello"))
        var messages = socket.messages.makeAsyncIterator()
        _ = try await messages.next()
        do throws(ConnectionEnd) {
            _ = try await messages.next()
            Issue.record("a message came")
        } catch {
            guard case .refused = error else {
                Issue.record("ended for \(error)")
                return
            }
        }
        #expect(gateway.closes == ["4000 Error receiving message"])
        #expect(!socket.state.isOpen)
    }

    @Test("still tells what it was given, where its owner closes it before it is gone")
    func tamperingAndClosing() async throws {
        let socket = try await gateway.connect()
        gateway.with { $0.answersCloses = false }
        gateway.tamper { frame in [frame.flippedAtEnd] }
        try socket.send(Conversation.content("hello"))
        #expect(await eventually { gateway.closes == ["4000 Error receiving message"] })
        socket.supervisor.close()
        #expect(socket.state.end == nil)
        gateway.cut(CloseStatus(.lost, number: nil))
        #expect(await eventually { socket.state.end != nil })
        guard case .closed(.refused) = socket.state else {
            Issue.record("\(socket.state)")
            return
        }
    }

    @Test("hands on what came before the end, and then the end")
    func end() async throws {
        let socket = try await gateway.connect()
        try socket.send(Conversation.content("hello"))
        gateway.cut(CloseStatus(number: 4_103, reason: "the canister was installed anew"))
        var texts: [Text] = []
        do throws(ConnectionEnd) {
            for try await message in socket.messages {
                texts.append((try? message.value(as: AppMessage.self).text) ?? "unreadable")
            }
            Issue.record("the end was not told")
        } catch {
            guard case .socketEnded(let status) = error else {
                Issue.record("ended for \(error)")
                return
            }
            #expect(status.code == .connectionLost && status.allowsReturn)
        }
        #expect(texts == ["ping", "hello ping"])
    }
}
