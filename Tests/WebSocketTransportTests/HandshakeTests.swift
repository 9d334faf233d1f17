import Foundation
import NIOPosix
import SocketTestSupport
import Testing

@testable import WebSocketTransport

@Suite("A listener takes opening handshakes, and answers plain HTTP", .timeLimit(.minutes(60)))
struct HandshakeTests {
    @Test("The answer to an opening handshake is that of RFC 6455")
    func accepted() async throws {
        let stage = try await TransportStage()
        let socket = try await RawSocket.connect(port: stage.port)
        let head = try await socket.upgrade(
            path: "/chat?room=1",
            fields: "Origin: https://example.com\r\nSec-WebSocket-Extensions: permessage-deflate\r\n").lowercased()
        #expect(head.hasPrefix("http/1.1 101 "))
        // The key and its answer are the document's example.
        #expect(head.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"))
        #expect(head.contains("upgrade: websocket\r\n"))
        #expect(!head.contains("extensions"))
        let facts = try await stage.next().facts
        #expect(facts.origin == "https://example.com")
        #expect(facts.path == "/chat?room=1")
        #expect(facts.address == NetworkAddress("127.0.0.1"))
    }

    @Test("Frames that come with the handshake are not lost")
    func early() async throws {
        let stage = try await TransportStage()
        let socket = try await RawSocket.connect(port: stage.port)
        let request = """
            GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n
            """
        try await socket.send(Array(request.utf8) + HandmadeFrame(HandmadeFrame.binary, [1, 2]).bytes)
        #expect(try await socket.receiveHead().hasPrefix("HTTP/1.1 101"))
        #expect(try await stage.next().receiver.next() == .message([1, 2]))
    }

    private static let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    private static let upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
    private static let version = "Sec-WebSocket-Version: 13\r\n"

    static let wrong = [
        "GET / HTTP/1.1\r\n" + upgrade + version, "GET / HTTP/1.1\r\n" + upgrade + key,
        "GET / HTTP/1.1\r\n" + upgrade + key + "Sec-WebSocket-Version: 8\r\n",
        "GET / HTTP/1.1\r\n" + upgrade + version + "Sec-WebSocket-Key: c2hvcnQ=\r\n",
        "GET / HTTP/1.1\r\n" + upgrade + version + key + key,
        "GET / HTTP/1.1\r\nConnection: close\r\nUpgrade: websocket\r\n" + version + key,
        "POST / HTTP/1.1\r\nContent-Length: 0\r\n" + upgrade + version + key,
        "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n",
    ]

    @Test("An upgrade that is none of WebSocket is refused", arguments: wrong)
    func refused(request: String) async throws {
        let stage = try await TransportStage()
        let socket = try await RawSocket.connect(port: stage.port)
        try await socket.send(request + "Host: a\r\n\r\n")
        let answer = String(decoding: try await socket.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 426 "))
        #expect(answer.contains("Sec-WebSocket-Version: 13\r\n"))
    }

    @Test("A request that is no upgrade gets its answer, and no second one")
    func plain() async throws {
        let stage = try await TransportStage()
        let socket = try await RawSocket.connect(port: stage.port)
        let request = "GET /here?x=1 HTTP/1.1\r\nHost: a\r\n\r\n"
        try await socket.send(request + request + request)
        let answer = String(decoding: try await socket.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("Content-Length: 9\r\n"))
        #expect(answer.contains("Connection: close\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nGET /here"))
        #expect(answer.components(separatedBy: "HTTP/1.1").count == 2)
    }

    @Test("HEAD gets no body; other paths and methods what the closure says")
    func methods() async throws {
        let stage = try await TransportStage()
        for (line, status, end) in [
            ("HEAD /here", "200 OK", "\r\n\r\n"), ("GET /there", "404 Not Found", "GET /there"),
            ("DELETE /here", "200 OK", "DELETE /here"),
        ] {
            let socket = try await RawSocket.connect(port: stage.port)
            try await socket.send("\(line) HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = String(decoding: try await socket.receiveAll(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"))
            #expect(answer.hasSuffix(end))
        }
    }

    @Test("What is no HTTP is refused, as is a request that is too large")
    func garbage() async throws {
        let stage = try await TransportStage()
        let long = String(repeating: "a", count: 20_000)
        for (bytes, status) in [
            ("garbage\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nX: \(long)\r\n\r\n", "431"), ("GET /\(long)", "431"),
        ] {
            let socket = try await RawSocket.connect(port: stage.port)
            try await socket.send(bytes)
            #expect(try await socket.receiveHead().hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test(
        "Who does not finish his handshake in time is cut off",
        arguments: ["", "GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"])
    func slow(start: String) async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.handshakeTimeout = .milliseconds(100)
        let stage = try await TransportStage(configuration)
        let socket = try await RawSocket.connect(port: stage.port)
        // It may be too late for that already.
        try? await socket.send(start)
        #expect(try await socket.receiveAll() == [])
    }

    @Test("An upgraded connection outlives the time for handshakes")
    func upgradedInTime() async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.handshakeTimeout = .seconds(5)
        let stage = try await TransportStage(configuration)
        let (socket, accepted) = try await stage.upgraded()
        try await Task.sleep(for: .milliseconds(5_200))
        try await socket.send(HandmadeFrame(HandmadeFrame.binary, [1]))
        #expect(await accepted.receiver.next() == .message([1]))
    }

    @Test("More handshakes at once than may be are closed; places are free again when they end")
    func pending() async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.maximumPendingHandshakes = 2
        // On one event loop they are counted in the order in which they come.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let stage = try await TransportStage(configuration, on: group)
        let first = try await RawSocket.connect(port: stage.port)
        let second = try await RawSocket.connect(port: stage.port)
        let third = try await RawSocket.connect(port: stage.port)
        #expect(try await third.receiveAll() == [])
        #expect(try await first.upgrade().hasPrefix("HTTP/1.1 101"))
        second.endSending()
        #expect(try await second.receiveAll() == [])
        for _ in 0..<3 { _ = try await stage.upgraded() }
        await stage.listener.close()
        try await group.shutdownGracefully()
    }
}
