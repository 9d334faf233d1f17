import CanisterWebSockets
import Testing

@Suite("Handlers")
struct HandlerTests {
    let bench: NativeBench
    let log = Log()

    final class Log {
        var lines: [String] = []
        func take() -> [String] {
            defer { lines = [] }
            return lines
        }
    }

    init() throws {
        bench = try NativeBench()
        bench.server.opened = { [log] in log.lines.append("open \($0.shortName)") }
        bench.server.closed = { [log] in log.lines.append("close \($0.shortName)") }
        bench.server.received = { [log] in log.lines.append("\($1.shortName): \(String(decoding: $0, as: UTF8.self))") }
    }

    @Test("hear of each opening, message and closing once, in order")
    func events() throws {
        try bench.sessions.open(.client(1))
        try bench.sessions.message([97], from: .client(1))
        try bench.sessions.message([98], from: .client(1))
        try bench.sessions.keepAlive(.client(1))
        try bench.sessions.closeSocket(.client(1))
        #expect(try bench.sessions.closeSocket(.client(1)).text.hasSuffix("doesn't have an open connection"))
        #expect(log.take() == ["open c1", "c1: a", "c1: b", "close c1"])
    }

    @Test("hear of the old connection's end before the new one opens, and cannot send in between")
    func reopening() throws {
        bench.server.closed = { [bench, log] client in
            let failure = "\((try? bench.server.send([1], to: client)) == nil)"
            log.lines.append("close \(client.shortName), send fails: \(failure)")
        }
        try bench.sessions.open(.client(1), nonce: 1)
        #expect(try bench.sessions.open(.client(1), nonce: 1).text.hasSuffix("already has an open connection"))
        try bench.sessions.open(.client(1), nonce: 2, at: .gateway(1))
        #expect(log.take() == ["open c1", "close c1, send fails: true", "open c1"])
        #expect(bench.server.webSockets.openConnection(of: .client(1))?.nonce == 2)
        #expect(bench.server.webSockets.connectionCount == 1)
        // No close message for the one that was replaced.
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open"])
        #expect(try bench.sessions.pollAll(.gateway(1)).map(\.description) == ["c1#1 open"])
    }

    @Test("close the client that opens or sends: it gets what was sent before, then the close message")
    func closingItself() throws {
        bench.server.opened = { [bench] client in
            try? bench.server.send([97], to: client)
            if client == .client(2) { try? bench.server.close(client) }
        }
        bench.server.received = { [bench] content, client in
            try? bench.server.close(client)
            #expect(throws: WebSocketError.clientNotConnected(client)) { try bench.server.send(content, to: client) }
            #expect(throws: WebSocketError.clientNotConnected(client)) { try bench.server.close(client) }
        }
        #expect(try bench.sessions.open(.client(1)) == .ok)
        #expect(try bench.sessions.open(.client(2)) == .ok)
        #expect(try bench.sessions.message([98], from: .client(1)) == .ok)
        #expect(log.take() == ["close c2", "close c1"])
        #expect(
            try bench.sessions.pollAll().map(\.description) == [
                "c1#1 open", "c1#2 a", "c2#1 open", "c2#2 a", "c2#3 close closedByApplication",
                "c1#3 close closedByApplication",
            ])
        #expect(bench.server.webSockets.connectionCount == 0)
    }

    @Test("close others while one closes, down to the last")
    func chain() throws {
        for client in 1...4 as ClosedRange<UInt64> { try bench.sessions.open(.client(client)) }
        _ = log.take()
        bench.server.closed = { [bench, log] client in
            log.lines.append("close \(client.shortName)")
            for other in 1...4 as ClosedRange<UInt64> { try? bench.server.close(.client(other)) }
        }
        #expect(bench.close(.client(3)) == nil)
        #expect(log.take() == ["close c3", "close c1", "close c2", "close c4"])
        #expect(bench.server.webSockets.connectionCount == 0)
        #expect(try bench.sessions.pollAll().filter { $0.service == .close(.closedByApplication) }.count == 4)
    }

    @Test("send to others while one closes, and not to that one")
    func sendWhileClosing() throws {
        try bench.sessions.open(.client(1))
        try bench.sessions.open(.client(2))
        bench.server.closed = { [bench] client in
            #expect(throws: WebSocketError.clientNotConnected(client)) { try bench.server.send([1], to: client) }
            try? bench.server.send([98], to: .client(2))
        }
        try bench.sessions.closeSocket(.client(1))
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c2#1 open", "c2#2 b"])
    }

    @Test("can neither send nor close while the server restarts: each connection ends once")
    func restart() throws {
        for client in 1...5 as ClosedRange<UInt64> { try bench.sessions.open(.client(client)) }
        _ = log.take()
        bench.server.closed = { [bench, log] client in
            log.lines.append("close \(client.shortName)")
            for other in 1...5 as ClosedRange<UInt64> {
                let other = Principal.client(other)
                #expect(throws: WebSocketError.clientNotConnected(other)) { try bench.server.close(other) }
                #expect(throws: WebSocketError.clientNotConnected(other)) { try bench.server.send([1], to: other) }
            }
        }
        bench.perform { [bench] () throws(EntryPointFailure) in
            try bench.server.restartWebSockets(WebSocketSettings())
        }
        #expect(log.take() == ["close c1", "close c2", "close c3", "close c4", "close c5"])
        #expect(bench.server.webSockets.connectionCount == 0)
        #expect(try bench.sessions.poll().messages.isEmpty)
        try bench.sessions.open(.client(1))
        #expect(bench.send([65], to: .client(1)) == nil)
    }

    @Test("are not asked about what the protocol refuses; the number after a refused key stays")
    func refused() throws {
        try bench.sessions.open(.client(1))
        _ = log.take()
        let foreign = ClientKey(principal: .client(1), nonce: 9)
        let mismatch = try bench.sessions.result(of: bench.sessions.messaging([1], key: foreign, sequenceNumber: 1))
        #expect(mismatch.text.hasSuffix("has a different key than the one used in the message"))
        let stranger = bench.sessions.messaging(
            [1], key: ClientKey(principal: .client(1), nonce: 1), sequenceNumber: 1, from: .client(2))
        #expect(try bench.sessions.result(of: stranger).text.hasSuffix("doesn't have an open connection"))
        #expect(try bench.sessions.closeSocket(.client(1), by: .gateway(1)).text.hasSuffix("is not registered"))
        #expect(log.take() == [])
        #expect(try bench.sessions.message([97], from: .client(1)) == .ok)
        #expect(log.take() == ["c1: a"])
    }

    @Test(
        "a number that is skipped or repeated closes the connection, with its reason",
        arguments: [0, 1, 3, .max] as [UInt64])
    func sequence(number: UInt64) throws {
        try bench.sessions.open(.client(1))
        try bench.sessions.message([97], from: .client(1))
        _ = log.take()
        let key = ClientKey(principal: .client(1), nonce: 1)
        let result = try bench.sessions.result(of: bench.sessions.messaging([98], key: key, sequenceNumber: number))
        #expect(result.text == "Expected incoming sequence number 2 but got \(number)")
        #expect(log.take() == ["close c1"])
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 close wrongSequenceNumber"])
    }

    @Test(
        "a service message that is none, or that only a canister sends, is refused, takes its number and closes nothing"
    )
    func serviceMessages() throws {
        try bench.sessions.open(.client(1))
        _ = log.take()
        let key = ClientKey(principal: .client(1), nonce: 1)
        func service(_ content: [UInt8], _ number: UInt64) throws -> String {
            let call = bench.sessions.messaging(content, key: key, sequenceNumber: number, isServiceMessage: true)
            return try bench.sessions.result(of: call).text
        }
        #expect(try service([1, 2, 3], 1).hasPrefix("Error decoding service message content: "))
        #expect(try service(ServiceMessage.open(key).encoded, 2) == "Invalid service message")
        #expect(try service(ServiceMessage.close(.closedByApplication).encoded, 3) == "Invalid service message")
        #expect(
            try service(ServiceMessage.acknowledge(lastIncomingSequenceNumber: 1).encoded, 4)
                == "Invalid service message")
        #expect(try service(ServiceMessage.keepAlive(lastIncomingSequenceNumber: 1).encoded, 5) == "Ok")
        #expect(bench.server.webSockets.connectionCount == 1)
        #expect(log.take() == [])
    }
}
