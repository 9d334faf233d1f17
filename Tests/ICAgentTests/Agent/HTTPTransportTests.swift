import ICAgent
import ICProtocol
import NIOHTTP1
import Synchronization
import Testing

@Suite("HTTP")
struct HTTPTransportTests {
    private func request(
        body: [UInt8]? = nil, timeout: Duration = .seconds(60), maximum: Int = 100
    ) -> TransportRequest {
        TransportRequest(path: "/api/v2/status", body: body, timeout: timeout, maximumResponseSize: maximum)
    }

    @Test("carries a question as GET, and a body of CBOR as POST")
    func carries() async throws {
        let heard = Mutex<[String]>([])
        let server = try await LoopbackServer { head, body in
            heard.withLock { $0.append("\(head.method) \(head.uri) \(head.headers["content-type"]) \(body)") }
            return .response(.badRequest, [1, 2, 3])
        }
        let transport = try HTTPTransport(server.address + "/")
        #expect(transport.destination == server.address)
        #expect(transport.isLoopback)
        #expect(try await transport.send(request()) == TransportResponse(status: 400, body: [1, 2, 3]))
        _ = try await transport.send(request(body: [7]))
        #expect(
            heard.withLock { $0 } == [
                "GET /api/v2/status [] []", "POST /api/v2/status [\"application/cbor\"] [7]",
            ])
        try await server.close()
    }

    @Test("takes no answer that is too large, and follows no redirection")
    func limits() async throws {
        let server = try await LoopbackServer { head, _ in
            head.method == .POST ? .redirect("http://127.0.0.1:1/") : .response(.ok, [UInt8](repeating: 1, count: 101))
        }
        let transport = try HTTPTransport(server.address)
        let error = await #expect(throws: TransportError.tooLarge(maximum: 100)) {
            try await transport.send(request())
        }
        #expect(error?.description == "the answer has more than 100 bytes, which is all that is taken")
        #expect(try await transport.send(request(maximum: 101)).body.count == 101)
        #expect(try await transport.send(request(body: [])).status == 302)
        try await server.close()
    }

    @Test("tells what never arrived from what may have")
    func failures() async throws {
        let server = try await LoopbackServer { _, _ in .nothing }
        let transport = try HTTPTransport(server.address)
        let broken = await #expect(throws: TransportError.self) { try await transport.send(request(body: [])) }
        guard case .broken(server.address, _)? = broken else {
            Issue.record("\(String(describing: broken))")
            return
        }
        try await server.close()
        let refused = await #expect(throws: TransportError.self) { try await transport.send(request()) }
        guard case .unreachable(transport.destination, let reason)? = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        #expect(reason.lowercased().contains("refused"))
    }

    @Test("waits no longer than it is told to, and ends when it is cancelled")
    func waiting() async throws {
        let server = try await LoopbackServer { _, _ in .silence }
        let transport = try HTTPTransport(server.address)
        await #expect(
            throws: TransportError.timedOut(destination: server.address, after: .milliseconds(50))
        ) { try await transport.send(request(timeout: .milliseconds(50))) }
        let task = Task { try await transport.send(request()) }
        task.cancel()
        await #expect(throws: TransportError.cancelled) { try await task.value }
        try await server.close()
    }

    @Test("goes to addresses of networks alone", arguments: [
        "127.0.0.1:4943", "ftp://localhost", "http://", "http://localhost/path", "http://user@localhost",
        "http://localhost:0", "http://localhost?a", "", "http://local host",
    ])
    func addresses(address: String) throws {
        let error = #expect(throws: TransportError.self) { try HTTPTransport(address) }
        #expect(error?.description.hasPrefix("'\(address)' is no address of a network") == true)
    }

    @Test("knows what is this machine", arguments: [
        ("http://localhost:1", true), ("http://a.localhost", true), ("http://127.1.2.3", true),
        ("http://[::1]:1", true),
        ("https://icp-api.io", false), ("http://127.0.0.1.example.com", false), ("http://localhost.example.com", false),
        ("http://128.0.0.1", false), ("http://0.0.0.0", false), ("http://127.0.0.256", false),
    ])
    func loopback(address: String, isLoopback: Bool) throws {
        #expect(try HTTPTransport(address).isLoopback == isLoopback)
    }
}
