import SocketTestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("A gateway that drains lets its clients go, and one that ends stops to listen", .timeLimit(.minutes(60)))
struct DrainingTests {
    @Test("Draining: clients are told, new ones are refused, and it is not ready")
    func drain() async throws {
        let stage = try await DoorStage()
        let (socket, _) = try await stage.connect()
        #expect(try await stage.get("/ready").hasPrefix("HTTP/1.1 200"))
        stage.server.drain()
        #expect(try await socket.receiveFrame()?.closeCode == CloseCode.goingAway.rawValue)
        try await socket.send(HandmadeFrame.close(1001))
        #expect(try await stage.connect().first?.closeCode == CloseCode.goingAway.rawValue)
        #expect(try await stage.get("/ready").hasPrefix("HTTP/1.1 503"))
        #expect(try await stage.get("/health").hasPrefix("HTTP/1.1 200"))
        try await stage.wait { stage.server.socketCount == 0 }
    }

    @Test("The end: clients are told, and nobody listens any more")
    func end() async throws {
        let stage = try await DoorStage()
        let (socket, _) = try await stage.connect()
        let ending = Task { await stage.server.shutDown(within: .seconds(20)) }
        #expect(try await socket.receiveFrame()?.closeCode == CloseCode.goingAway.rawValue)
        try await socket.send(HandmadeFrame.close(1001))
        await ending.value
        #expect(stage.gateway.counts == GatewayCounts())
        await #expect(throws: RawSocket.Failure.self) { try await stage.connect() }
        await #expect(throws: RawSocket.Failure.self) { try await stage.get("/health") }
    }

    @Test("Clients that do not answer do not hold up the end")
    func deaf() async throws {
        let stage = try await DoorStage { $0.listener.connections.closeTimeout = .milliseconds(50) }
        let (socket, _) = try await stage.connect()
        await stage.server.shutDown(within: .seconds(20))
        #expect(stage.server.socketCount == 0)
        withExtendedLifetime(socket) {}
    }
}
