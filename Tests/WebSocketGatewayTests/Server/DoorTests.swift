import SocketTestSupport
import Testing
import WebSocketProtocol
import WebSocketTransport

@testable import WebSocketGateway

@Suite("Every limit at the door answers with its close code", .timeLimit(.minutes(60)))
struct DoorTests {
    @Test("A client that is let in gets the handshake, and its place back when it goes")
    func handshake() async throws {
        let stage = try await DoorStage()
        let (socket, first) = try await stage.connect()
        #expect(try #require(first).opcode == HandmadeFrame.binary)
        #expect(first?.payload == GatewayHandshake(gateway: DoorStage.principal).encoded)
        #expect(stage.server.socketCount == 1)
        try await socket.send(HandmadeFrame.close(1000))
        #expect(try await socket.receiveFrame()?.closeCode == 1000)
        try await stage.wait { stage.server.socketCount == 0 && stage.gateway.counts == GatewayCounts() }
    }

    @Test("Too many sockets, in all and of one address")
    func connections() async throws {
        let all = try await DoorStage { $0.admission.maximumConnections = 1 }
        let (first, _) = try await all.connect()
        #expect(try await all.connect().first?.closeCode == CloseCode.tryAgainLater.rawValue)
        first.reset()
        try await all.wait { all.server.socketCount == 0 }
        #expect(try await all.connect().first?.opcode == HandmadeFrame.binary)

        let address = try await DoorStage { $0.admission.maximumConnectionsPerAddress = 1 }
        let (second, _) = try await address.connect()
        let third = try await address.connect().first
        #expect(third?.closeCode == CloseCode.tooManyConnections.rawValue)
        #expect(third?.closeReason.isEmpty == false)
        withExtendedLifetime(second) {}
    }

    @Test("A place is free when its socket is gone, not when its session is over")
    func places() async throws {
        let stage = try await DoorStage { $0.admission.maximumConnections = 1 }
        let (socket, _) = try await stage.connect()
        try await socket.send(HandmadeFrame(HandmadeFrame.text, Array("hello".utf8)))
        #expect(try await socket.receiveFrame()?.closeCode == CloseCode.textFrame.rawValue)
        try await stage.wait { stage.gateway.counts == GatewayCounts() }
        // The client has not closed its end, and has a minute for that here.
        #expect(try await stage.connect().first?.closeCode == CloseCode.tryAgainLater.rawValue)
        socket.reset()
        try await stage.wait { stage.server.socketCount == 0 }
        #expect(try await stage.connect().first?.opcode == HandmadeFrame.binary)
    }

    @Test("Addresses are those that trusted proxies tell")
    func proxies() async throws {
        let range = try #require(AddressRange("127.0.0.1"))
        let stage = try await DoorStage {
            $0.admission.maximumConnectionsPerAddress = 1
            $0.listener.proxies.ranges = [range]
        }
        var sockets: [RawSocket] = []
        for host in 1...3 {
            let (socket, first) = try await stage.connect(fields: "X-Forwarded-For: 198.51.100.\(host)\r\n")
            #expect(first?.opcode == HandmadeFrame.binary)
            sockets.append(socket)
        }
        let again = try await stage.connect(fields: "X-Forwarded-For: 198.51.100.2\r\n").first
        #expect(again?.closeCode == CloseCode.tooManyConnections.rawValue)
        withExtendedLifetime(sockets) {}
    }

    @Test("Origins that are not allowed are let through the opening handshake, and closed")
    func origins() async throws {
        let origin = try #require(WebOrigin("https://example.com"))
        let stage = try await DoorStage { $0.admission.origins = [origin] }
        let allowed = try await stage.connect(fields: "Origin: https://example.com\r\n").first
        #expect(allowed?.opcode == HandmadeFrame.binary)
        let refused = try await stage.connect(fields: "Origin: https://evil.example\r\n").first
        #expect(refused?.closeCode == CloseCode.originNotAllowed.rawValue)
        #expect(try await stage.get("/metrics", port: stage.server.metricsEndpoint?.port)
            .contains("gateway_sockets_refused_total{code=\"4201\"} 1\n"))
    }

    @Test("A flood is closed, of messages and of control frames", arguments: [HandmadeFrame.binary, HandmadeFrame.ping])
    func flood(opcode: UInt8) async throws {
        let stage = try await DoorStage {
            $0.admission.frameBurst = 20
            $0.admission.framesPerSecond = 0.01
        }
        let (socket, _) = try await stage.connect()
        for _ in 0..<20 { try await socket.send(HandmadeFrame(HandmadeFrame.pong)) }
        try await socket.send(HandmadeFrame(opcode, [1]))
        var last = try await socket.receiveFrame()
        while let frame = last, frame.opcode != HandmadeFrame.close { last = try await socket.receiveFrame() }
        #expect(last?.closeCode == CloseCode.tooFast.rawValue)
    }

    @Test("A frame that is too large, and a text frame")
    func frames() async throws {
        let stage = try await DoorStage { $0.listener.connections.frames.maximumMessageSize = 2_000 }
        for (frame, code) in [
            (HandmadeFrame(HandmadeFrame.binary, [UInt8](repeating: 0, count: 2_001)), CloseCode.tooBig),
            (HandmadeFrame(HandmadeFrame.text, Array("hello".utf8)), .textFrame),
            (HandmadeFrame(HandmadeFrame.binary, isMasked: false), .framingError),
        ] {
            let (socket, _) = try await stage.connect()
            try await socket.send(frame)
            #expect(try await socket.receiveFrame()?.closeCode == code.rawValue)
        }
        try await stage.wait { stage.gateway.counts == GatewayCounts() && stage.server.socketCount == 0 }
    }

    @Test("A socket that carries no message, whatever pings it sends")
    func idle() async throws {
        let stage = try await DoorStage { $0.admission.idleTimeout = .milliseconds(150) }
        let (socket, _) = try await stage.connect()
        try await socket.send(HandmadeFrame(HandmadeFrame.ping))
        var last = try await socket.receiveFrame()
        while let frame = last, frame.opcode == HandmadeFrame.pong { last = try await socket.receiveFrame() }
        #expect(last?.closeCode == CloseCode.idle.rawValue)
    }

    @Test("Garbage in place of an envelope, and a client that opens nothing")
    func session() async throws {
        var configuration = GatewayConfiguration()
        configuration.openTimeout = .milliseconds(100)
        let impatient = try await DoorStage(gateway: configuration)
        let (silent, _) = try await impatient.connect()
        #expect(try await silent.receiveFrame()?.closeCode == CloseCode.openTimeout.rawValue)
        let stage = try await DoorStage()
        let (socket, _) = try await stage.connect()
        try await socket.send(HandmadeFrame(HandmadeFrame.binary, [0xff]))
        #expect(try await socket.receiveFrame()?.closeCode == CloseCode.protocolError.rawValue)
    }

    @Test("100 clients that leave at once leave nothing behind")
    func leaving() async throws {
        var configuration = GatewayConfiguration()
        configuration.openTimeout = .seconds(3_600)
        let stage = try await DoorStage(gateway: configuration)
        var sockets: [RawSocket] = []
        for _ in 0..<100 { sockets.append(try await stage.connect().socket) }
        #expect(stage.server.socketCount == 100)
        for (number, socket) in sockets.enumerated() {
            if number.isMultiple(of: 2) { socket.reset() } else { socket.endSending() }
        }
        try await stage.wait { stage.server.socketCount == 0 && stage.gateway.counts == GatewayCounts() }
    }
}
