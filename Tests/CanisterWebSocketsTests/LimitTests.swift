import CanisterWebSockets
import Testing

@Suite("Limits")
struct LimitTests {
    @Test("of connections: a new one is refused, an old client may open anew, and a place becomes free")
    func connections() throws {
        var settings = WebSocketSettings()
        settings.maximumConnections = 3
        let bench = try NativeBench(settings)
        for client in 1...3 as ClosedRange<UInt64> { #expect(try bench.sessions.open(.client(client)) == .ok) }
        #expect(try bench.sessions.open(.client(4)).text == "Too many connections: at most 3 may be open")
        #expect(try bench.sessions.message([1], from: .client(4)).text.hasSuffix("doesn't have an open connection"))
        #expect(try bench.sessions.open(.client(2), nonce: 2) == .ok)
        #expect(bench.server.webSockets.connectionCount == 3)
        try bench.sessions.closeSocket(.client(1))
        #expect(try bench.sessions.open(.client(4)) == .ok)
        #expect(try bench.sessions.open(.client(1)).text.hasPrefix("Too many"))
    }

    @Test("of gateways: a new one is refused until another is dropped")
    func gateways() throws {
        var settings = WebSocketSettings(maximumReturnedMessages: 50, acknowledgementInterval: 100_000)
        settings.maximumGateways = 2
        let bench = try NativeBench(settings)
        #expect(try bench.sessions.open(.client(1), at: .gateway(1)) == .ok)
        #expect(try bench.sessions.open(.client(2), at: .gateway(2)) == .ok)
        #expect(
            try bench.sessions.open(.client(3), at: .gateway(3)).text
                == "Too many gateways: at most 2 may be registered")
        // The client that is refused keeps the connection that it has.
        #expect(try bench.sessions.open(.client(1), nonce: 2, at: .gateway(3)).text.hasPrefix("Too many gateways"))
        #expect(try bench.sessions.message([1], from: .client(1)) == .ok)
        #expect(try bench.sessions.open(.client(3), at: .gateway(2)) == .ok)
        try bench.sessions.closeSocket(.client(1), by: .gateway(1))
        // Its messages may still be fetched: it stays for the interval.
        #expect(try bench.sessions.open(.client(4), at: .gateway(3)).text.hasPrefix("Too many gateways"))
        bench.sessions.advance(seconds: 300)
        #expect(try bench.sessions.open(.client(4), at: .gateway(3)) == .ok)
    }

    @Test("of all queues together: who sends or opens is refused until a gateway is dropped with its messages")
    func totalQueueSize() throws {
        var settings = WebSocketSettings(maximumReturnedMessages: 50, acknowledgementInterval: 100_000)
        settings.maximumTotalQueueSize = 4_000
        let text = "All queues together are full: they hold at most 4000 bytes"
        let bench = try NativeBench(settings)
        for number in 1...2 as ClosedRange<UInt64> {
            try bench.sessions.open(.client(number), at: .gateway(number))
            #expect(bench.send([UInt8](repeating: 1, count: 1_000), to: .client(number)) == nil)
        }
        while bench.send([1], to: .client(1)) == nil {}
        guard case .allQueuesFull(maximum: 4_000) = bench.send([1], to: .client(2)) else { throw Unexpected("room") }
        // Through a gateway that is known, and through a new one.
        #expect(try bench.sessions.open(.client(3), at: .gateway(1)).text == text)
        #expect(try bench.sessions.open(.client(3), at: .gateway(3)).text == text)
        #expect(bench.server.webSockets.connectionCount == 2)
        try bench.sessions.closeSocket(.client(1), by: .gateway(1))
        bench.sessions.advance(seconds: 300)
        #expect(try bench.sessions.open(.client(3), at: .gateway(3)) == .ok)
        #expect(bench.send([UInt8](repeating: 1, count: 1_000), to: .client(3)) == nil)
    }

    @Test("the room of messages that are deleted for their age, or forgotten with all others, is free again")
    func totalQueueSizeIsGivenBack() throws {
        var settings = WebSocketSettings()
        settings.maximumTotalQueueSize = 4_000
        let bench = try NativeBench(settings)
        for _ in 0..<5 {
            try bench.sessions.open(.client(1))
            #expect(bench.send([UInt8](repeating: 1, count: 2_000), to: .client(1)) == nil)
            guard case .allQueuesFull = bench.send([UInt8](repeating: 1, count: 2_000), to: .client(1)) else {
                throw Unexpected("room")
            }
            try bench.sessions.closeSocket(.client(1))
            bench.sessions.advance(seconds: 301)
        }
        bench.perform { () throws(EntryPointFailure) in try bench.server.restartWebSockets(settings) }
        try bench.sessions.open(.client(1))
        #expect(bench.send([UInt8](repeating: 1, count: 3_000), to: .client(1)) == nil)
    }

    @Test("a gateway whose messages were all deleted to make room, in vain, gets the empty answer")
    func emptiedQueue() throws {
        var settings = WebSocketSettings()
        settings.maximumTotalQueueSize = 4_000
        let bench = try NativeBench(settings)
        try bench.sessions.open(.client(1), at: .gateway(1))
        #expect(try bench.sessions.poll(.gateway(1)).messages.count == 1)
        bench.sessions.advance(seconds: 299)
        try bench.sessions.open(.client(2), at: .gateway(2))
        while bench.send([1], to: .client(2)) == nil {}
        bench.sessions.advance(seconds: 2)
        guard case .allQueuesFull = bench.send([UInt8](repeating: 1, count: 1_000), to: .client(1)) else {
            throw Unexpected("room")
        }
        let page = try bench.sessions.poll(.gateway(1))
        #expect(page.messages.isEmpty && page.certificate.isEmpty && page.tree.isEmpty && page.isEndOfQueue)
    }

    @Test("anonymous callers have no connection")
    func anonymous() throws {
        let bench = try NativeBench()
        #expect(try bench.sessions.open(.anonymous).text == "Anonymous principal is not allowed")
        #expect(bench.server.webSockets.connectionCount == 0)
        #expect(try bench.sessions.poll().messages.isEmpty)
    }
}
