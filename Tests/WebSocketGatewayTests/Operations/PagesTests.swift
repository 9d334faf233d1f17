import Testing

@testable import WebSocketGateway

@Suite("Whoever runs a gateway can ask it over HTTP", .timeLimit(.minutes(60)))
struct PagesTests {
    @Test("The page says what this is, and the principal")
    func page() async throws {
        let stage = try await DoorStage()
        let answer = try await stage.get("/")
        #expect(answer.hasPrefix("HTTP/1.1 200"))
        #expect(answer.contains("Content-Type: text/html; charset=utf-8\r\n"))
        #expect(answer.contains("<code>\(DoorStage.principal)</code>"))
        #expect(!answer.lowercased().contains("access-control"))
        #expect(try await stage.get("/metrics").hasPrefix("HTTP/1.1 404"))
        #expect(try await stage.get("/health", method: "POST").hasPrefix("HTTP/1.1 405"))
    }

    @Test("It is ready while the network answers")
    func ready() async throws {
        let stage = try await DoorStage()
        #expect(try await stage.get("/ready").hasPrefix("HTTP/1.1 200"))
        stage.isNetworkThere.isOn = false
        try await stage.wait { try await stage.get("/ready").hasPrefix("HTTP/1.1 503") }
        #expect(try await stage.get("/health").hasPrefix("HTTP/1.1 200"))
        stage.isNetworkThere.isOn = true
        try await stage.wait { try await stage.get("/ready").hasPrefix("HTTP/1.1 200") }
    }

    @Test("Metrics are on a port of their own, and no sockets there")
    func metrics() async throws {
        let stage = try await DoorStage()
        let (socket, _) = try await stage.connect()
        let port = try #require(stage.server.metricsEndpoint?.port)
        let answer = try await stage.get("/metrics", port: port)
        #expect(answer.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
        for line in [
            "# TYPE gateway_sockets gauge", "gateway_sockets 1", "gateway_sessions 1", "gateway_pollers 0",
            "# TYPE gateway_relay_seconds histogram", "gateway_relay_seconds_bucket{le=\"+Inf\"} 0",
        ] {
            #expect(answer.contains("\n\(line)\n"), "\(line)")
        }
        for name in [
            "process_resident_memory_bytes", "process_open_fds", "process_max_fds", "process_cpu_seconds_total",
            "process_start_time_seconds", "gateway_memory_limit_bytes",
        ] {
            let line = try #require(answer.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
            let value = try #require(line.split(separator: " ").last.flatMap { Double($0) })
            #expect(value > 0)
        }
        #expect(try await stage.get("/ready", port: port).contains(" 404 "))
        withExtendedLifetime(socket) {}
    }
}
