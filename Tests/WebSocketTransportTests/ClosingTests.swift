import SocketTestSupport
import Testing

@testable import WebSocketTransport

@Suite("Connections are closed as RFC 6455 says", .timeLimit(.minutes(60)))
struct ClosingTests {
    @Test("The code of the peer is echoed, and told", arguments: [1000, 1001, 1003, 1011, 1012, 1013, 3000, 4107, 4999])
    func echo(code: UInt16) async throws {
        let stage = try await TransportStage()
        let (socket, accepted) = try await stage.upgraded()
        try await socket.send(HandmadeFrame.close(code, "bye"))
        let answer = try #require(try await socket.receiveFrame())
        #expect(answer.closeCode == code)
        #expect(try await socket.receiveAll() == [])
        #expect(await accepted.receiver.end() == WebSocketEnd(cause: .peer, code: code, reason: "bye"))
    }

    @Test("An empty close frame is answered with one")
    func empty() async throws {
        let stage = try await TransportStage()
        let (socket, accepted) = try await stage.upgraded()
        try await socket.send(HandmadeFrame(HandmadeFrame.close))
        #expect(try await socket.receiveFrame()?.payload == [])
        #expect(await accepted.receiver.end() == WebSocketEnd(cause: .peer, code: nil, reason: ""))
    }

    @Test("What was given before the close leaves before it; what comes meanwhile is dropped")
    func closeHere() async throws {
        let stage = try await TransportStage()
        let (socket, accepted) = try await stage.upgraded()
        #expect(accepted.connection.send([1]))
        #expect(accepted.connection.send([2]))
        accepted.connection.close(code: 4100, reason: "enough")
        #expect(accepted.connection.send([3]))
        #expect(try await socket.receiveFrame()?.payload == [1])
        #expect(try await socket.receiveFrame()?.payload == [2])
        let close = try #require(try await socket.receiveFrame())
        #expect(close.closeCode == 4100)
        #expect(close.closeReason == "enough")
        try await socket.send(HandmadeFrame(HandmadeFrame.binary, [4]))
        try await socket.send(HandmadeFrame.close(1000))
        #expect(try await socket.receiveAll() == [])
        #expect(await accepted.receiver.end() == WebSocketEnd(cause: .here, code: 4100, reason: "enough"))
        #expect(accepted.receiver.messages.isEmpty)
    }

    @Test("A peer that does not answer the close frame is cut off")
    func closeTimeout() async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.connections.closeTimeout = .milliseconds(100)
        let stage = try await TransportStage(configuration)
        let (socket, accepted) = try await stage.upgraded()
        accepted.connection.close(code: 1001)
        #expect(try await socket.receiveFrame()?.closeCode == 1001)
        #expect(try await socket.receiveAll() == [])
        #expect(await accepted.receiver.end()?.code == 1001)
    }

    @Test("Reasons are cut between characters, codes that no frame has are not sent")
    func payloads() async throws {
        let stage = try await TransportStage()
        let (socket, accepted) = try await stage.upgraded()
        accepted.connection.close(code: 1006, reason: String(repeating: "ä", count: 100))
        let close = try #require(try await socket.receiveFrame())
        #expect(close.closeCode == 1011)
        #expect(close.closeReason == String(repeating: "ä", count: 61))
    }

    @Test("A socket that ends, or is reset, in the middle of a frame counts as lost", arguments: [false, true])
    func lost(isReset: Bool) async throws {
        let stage = try await TransportStage()
        let (socket, accepted) = try await stage.upgraded()
        try await socket.send(HandmadeFrame(HandmadeFrame.binary, [1, 2, 3]))
        try await socket.send(HandmadeFrame(HandmadeFrame.binary).header(payloadSize: 100) + [1, 2])
        #expect(await accepted.receiver.next() == .message([1, 2, 3]))
        if isReset { socket.reset() } else { socket.endSending() }
        let end = await accepted.receiver.end()
        #expect(end?.cause == .lost)
        #expect(end?.code == nil)
        #expect(end?.reason.isEmpty == false)
        #expect(accepted.connection.send([1]))
    }

    @Test("Pings go out when nothing comes, and whatever the peer sends is an answer")
    func pings() async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.connections.pingInterval = .milliseconds(20)
        configuration.connections.pingPatience = .seconds(10)
        let stage = try await TransportStage(configuration)
        let (socket, accepted) = try await stage.upgraded()
        let ping = try #require(try await socket.receiveFrame())
        #expect(ping.opcode == HandmadeFrame.ping)
        try await socket.send(HandmadeFrame(HandmadeFrame.pong, ping.payload))
        #expect(await accepted.receiver.next() == .control)
        // The next ping comes because the last one was answered.
        #expect(try await socket.receiveFrame()?.opcode == HandmadeFrame.ping)
    }

    @Test("A peer that stays silent after a ping is lost")
    func silence() async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.connections.pingInterval = .milliseconds(20)
        configuration.connections.pingPatience = .milliseconds(20)
        let stage = try await TransportStage(configuration)
        let (socket, accepted) = try await stage.upgraded()
        let end = await accepted.receiver.end()
        #expect(end?.cause == .lost)
        #expect(end?.reason.contains("ping") == true)
        withExtendedLifetime(socket) {}
    }
}
