import NIOPosix
import SocketTestSupport
import Testing

@testable import WebSocketTransport

@Suite("A client connects, and enforces RFC 6455 on the server", .timeLimit(.minutes(60)))
struct ClientTests {
    @Test("The handshake asks for what RFC 6455 demands, and frames that follow at once are not lost")
    func handshake() async throws {
        let receiver = Listening()
        var configuration = WebSocketClientConfiguration()
        configuration.origin = "https://example.com"
        let (result, serving) = try await HandmadeServer.meet(configuration, receiver: receiver) { socket in
            let request = try await socket.receiveHead()
            #expect(request.hasPrefix("GET /path?a=b HTTP/1.1\r\n"))
            for field in ["Host: 127.0.0.1:", "Sec-WebSocket-Version: 13\r\n", "Origin: https://example.com\r\n"] {
                #expect(request.contains(field), "\(field)")
            }
            #expect(request.lowercased().contains("upgrade: websocket\r\n"))
            #expect(!request.contains("Extensions") && !request.contains("Protocol"))
            let frame = HandmadeFrame(HandmadeFrame.binary, [7], isMasked: false)
            try await socket.send(Array(try HandmadeServer.answer(to: request).utf8) + frame.bytes)
            // What a client sends is masked, with another key each time.
            let first = try #require(try await socket.receiveFrame())
            let second = try #require(try await socket.receiveFrame())
            #expect(first.payload == [1, 2, 3])
            #expect(first.mask != nil && first.mask != second.mask)
            try await socket.send(HandmadeFrame.close(4001, "done", isMasked: false))
            let close = try #require(try await socket.receiveFrame())
            #expect(close.closeCode == 4001)
            #expect(close.mask != nil)
        }
        let connection = try result.get()
        #expect(connection.send([1, 2, 3]))
        #expect(connection.send([1, 2, 3]))
        #expect(await receiver.next() == .message([7]))
        #expect(await receiver.end() == WebSocketEnd(cause: .peer, code: 4001, reason: "done"))
        try await serving.value
    }

    @Test("A server that answers otherwise is no WebSocket server")
    func wrongAnswers() async throws {
        let (refused, first) = try await HandmadeServer.meet { socket in
            _ = try await socket.receiveHead()
            try await socket.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
        }
        #expect(throws: WebSocketConnectError.refused(status: 503)) { try refused.get() }
        try await first.value

        let switching = "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        let answers: [@Sendable (String) throws -> String] = [
            { _ in switching + "Sec-WebSocket-Accept: YQ==\r\n\r\n" }, { _ in switching + "\r\n" },
            { try HandmadeServer.answer(to: $0, fields: "Sec-WebSocket-Extensions: permessage-deflate\r\n") },
            { try HandmadeServer.answer(to: $0, fields: "Sec-WebSocket-Protocol: chat\r\n") },
            { _ in "nonsense\r\n\r\n" },
        ]
        for (number, answer) in answers.enumerated() {
            let (result, serving) = try await HandmadeServer.meet { socket in
                try await socket.send(answer(try await socket.receiveHead()))
                #expect(try await socket.receiveAll() == [])
            }
            guard case .failure(.invalidHandshake) = result else {
                Issue.record("answer \(number) gave \(result)")
                continue
            }
            try await serving.value
        }
    }

    @Test("A server that ends, or never answers, is said to")
    func noAnswer() async throws {
        let (ended, first) = try await HandmadeServer.meet { socket in _ = try await socket.receiveHead() }
        guard case .failure(.unreachable) = ended else {
            Issue.record("the end gave \(ended)")
            return
        }
        try await first.value
        // The system takes the connection; nobody else does.
        let listener = try RawListener()
        var configuration = WebSocketClientConfiguration()
        configuration.connectTimeout = .milliseconds(100)
        let impatient = configuration
        await #expect(throws: WebSocketConnectError.timedOut(.milliseconds(100))) {
            _ = try await WebSocketConnection.connect(
                to: WebSocketAddress("ws://127.0.0.1:\(listener.port)"), configuration: impatient,
                on: MultiThreadedEventLoopGroup.singleton, receive: { _ in Listening() })
        }
    }

    @Test("Nobody at the address, and addresses that are none, are errors that say so")
    func addresses() async throws {
        let port = try RawListener().port
        await #expect {
            _ = try await WebSocketConnection.connect(
                to: WebSocketAddress("ws://127.0.0.1:\(port)"), on: MultiThreadedEventLoopGroup.singleton,
                receive: { _ in Listening() })
        } throws: { error in
            if case WebSocketConnectError.unreachable = error { true } else { false }
        }
        for text in ["", "http://a", "ws://", "ws://a:0", "ws://a:70000", "ws://a/#b", "ws://user@a", "a:80"] {
            #expect(throws: WebSocketConnectError.self, "\(text)") { try WebSocketAddress(text) }
        }
        let address = try WebSocketAddress("wss://[2001:db8::1]/a%20b?c=d")
        #expect(address.host == "2001:db8::1")
        #expect(address.port == 443)
        #expect(address.path == "/a%20b?c=d")
        #expect(address.description == "wss://[2001:db8::1]/a%20b?c=d")
        #expect(try WebSocketAddress("WS://example.com:8080").description == "ws://example.com:8080/")
    }

    @Test("A server's frame that is masked, or breaks another rule, ends the connection")
    func offences() async throws {
        for (frame, code) in [
            (HandmadeFrame(HandmadeFrame.binary, [1]), 1002),
            (HandmadeFrame(HandmadeFrame.text, isMasked: false), 1003),
            (HandmadeFrame(HandmadeFrame.binary, reserved: 4, isMasked: false), 1002),
        ] as [(HandmadeFrame, UInt16)] {
            let receiver = Listening()
            let (result, serving) = try await HandmadeServer.meet(receiver: receiver) { socket in
                try await socket.send(HandmadeServer.answer(to: try await socket.receiveHead()))
                try await socket.send(frame)
                let close = try #require(try await socket.receiveFrame())
                #expect(close.closeCode == code)
                #expect(close.mask != nil)
                #expect(try await socket.receiveAll() == [])
            }
            _ = try result.get()
            #expect(await receiver.end()?.code == code)
            try await serving.value
        }
    }

    @Test("Both sides speak with each other: messages of every size, in both directions, and the end")
    func bothSides() async throws {
        let stage = try await TransportStage { connection in Listening { _ = connection.send($0) } }
        let receiver = Listening()
        let connection = try await stage.connect(receiver: receiver)
        let accepted = try await stage.next()
        for size in [0, 1, 125, 126, 65_535, 65_536, 300_000] {
            let message = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            #expect(connection.send(message))
            #expect(await receiver.next() == .message(message))
        }
        connection.close(code: 1000, reason: "done")
        #expect(await accepted.receiver.end() == WebSocketEnd(cause: .peer, code: 1000, reason: "done"))
        #expect(await receiver.end() == WebSocketEnd(cause: .here, code: 1000, reason: "done"))
    }
}
