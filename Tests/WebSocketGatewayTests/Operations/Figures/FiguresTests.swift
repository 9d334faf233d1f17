import Foundation
import SocketTestSupport
import Testing
import WebSocketProtocol
import WebSocketTransport

@testable import WebSocketGateway

@Suite("The figures tell what there is, and nothing of clients", .timeLimit(.minutes(60)))
struct FiguresTests {
    /// The document as others read it.
    private func figures(_ stage: DoorStage) async throws -> [String: Any] {
        let answer = try await stage.get("/figures", port: stage.server.metricsEndpoint?.port)
        let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
        #expect(parts[0].contains("Content-Type: application/json"))
        return try #require(try JSONSerialization.jsonObject(with: Data(parts[1].utf8)) as? [String: Any])
    }

    private func limit(_ name: GatewayLimit, in figures: [String: Any]) throws -> [String: Any] {
        let limits = try #require(figures["limits"] as? [[String: Any]])
        return try #require(limits.first { $0["name"] as? String == name.rawValue })
    }

    @Test("Sockets, limits with their use, and how often they were reached")
    func limits() async throws {
        let stage = try await DoorStage {
            $0.admission.maximumConnections = 2
            $0.admission.maximumConnectionsPerAddress = 2
        }
        let sockets = [try await stage.connect().socket, try await stage.connect().socket]
        for _ in 0..<3 { _ = try await stage.connect() }
        let figures = try await figures(stage)
        #expect(figures["format"] as? Int == 1)
        let open = try #require(figures["open"] as? [String: Int])
        #expect(open == ["sockets": 2, "sessions": 2, "canisters": 0, "canisterConnections": 0])
        let all = try limit(.sockets, in: figures)
        #expect(all["use"] as? Int == 2 && all["maximum"] as? Int == 2 && all["reached"] as? Int == 3)
        #expect(try limit(.socketsPerAddress, in: figures)["reached"] as? Int == 0)
        #expect(try limit(.memory, in: figures)["reached"] == nil)
        #expect(try limit(.memory, in: figures)["unit"] as? String == "bytes")
        let closes = try #require(figures["closes"] as? [[String: Any]])
        #expect(closes.count == CloseCode.allCases.count)
        #expect(closes.first { $0["code"] as? Int == 1013 }?["refused"] as? Int == 3)
        withExtendedLifetime(sockets) {}
    }

    @Test("Each limit at the door is counted by its name")
    func reached() async throws {
        let stage = try await DoorStage {
            $0.admission.frameBurst = 3
            $0.admission.framesPerSecond = 0.01
            $0.listener.connections.frames.maximumMessageSize = 2_000
            $0.listener.maximumPendingHandshakesPerAddress = 1
            // What is silent is there until it was seen.
            $0.listener.handshakeTimeout = .seconds(3_600)
        }
        let (fast, _) = try await stage.connect()
        for _ in 0..<4 { try await fast.send(HandmadeFrame(HandmadeFrame.ping)) }
        let (large, _) = try await stage.connect()
        try await large.send(HandmadeFrame(HandmadeFrame.binary, [UInt8](repeating: 0, count: 2_001)))
        let silent = try await RawSocket.connect(port: stage.server.endpoint.port)
        try await stage.wait { try limit(.handshakes, in: try await figures(stage))["use"] as? Int == 1 }
        let cut = try await RawSocket.connect(port: stage.server.endpoint.port)
        for name in [GatewayLimit.frames, .messageSize, .handshakesPerAddress] {
            try await stage.wait { try limit(name, in: try await figures(stage))["reached"] as? Int == 1 }
        }
        let text = try await stage.get("/metrics", port: stage.server.metricsEndpoint?.port)
        #expect(text.contains("\ngateway_limit_reached_total{limit=\"frames\"} 1\n"))
        #expect(text.contains("\ngateway_limit_use{limit=\"handshakes_per_address\"} 1\n"))
        #expect(text.contains("\ngateway_limit_maximum{limit=\"handshakes_per_address\"} 1\n"))
        withExtendedLifetime((fast, large, silent, cut)) {}
    }

    @Test("The settings in force are there, and long lists are cut")
    func settings() async throws {
        var settings = GatewaySettings()
        try settings.set("max-connections", to: ["77"])
        try settings.set("max-connections-per-address", to: ["77"])
        try settings.set("origin", to: (0..<30).map { "https://\($0).example" })
        let shown = settings.shown
        let stage = try await DoorStage { $0.settings = shown }
        let list = try #require(try await figures(stage)["settings"] as? [[String: Any]])
        #expect(list.count == GatewaySettings.names.count)
        let sockets = try #require(list.first { $0["name"] as? String == "max-connections" })
        #expect(sockets["values"] as? [String] == ["77"] && sockets["isDefault"] as? Bool == false)
        let origins = try #require(list.first { $0["name"] as? String == "origin" })
        #expect((origins["values"] as? [String])?.count == 20 && origins["more"] as? Int == 10)
    }

    @Test("They are made once a second, however often they are asked for")
    func bounded() async throws {
        let stage = try await DoorStage()
        var times: [Double] = []
        for _ in 0..<20 { times.append(try #require(try await figures(stage)["time"] as? Double)) }
        for (earlier, later) in zip(times, times.dropFirst()) {
            // Times are told in milliseconds.
            #expect(later == earlier || later - earlier > 0.99, "\(times)")
        }
    }

    @Test("No client's address is in them, nor in the metrics")
    func privacy() async throws {
        let range = try #require(AddressRange("127.0.0.1"))
        let stage = try await DoorStage { $0.listener.proxies.ranges = [range] }
        let (socket, _) = try await stage.connect(fields: "X-Forwarded-For: 198.51.100.77\r\n")
        for path in ["/figures", "/metrics", "/"] {
            let answer = try await stage.get(path, port: stage.server.metricsEndpoint?.port)
            #expect(answer.hasPrefix("HTTP/1.1 200") && !answer.contains("198.51.100"), "\(path)")
        }
        withExtendedLifetime(socket) {}
    }
}
