import CanisterWebSockets
import Testing

@Suite("Acknowledgements")
struct AcknowledgementTests {
    private static let interval: UInt64 = 100_000

    let bench: NativeBench

    init() throws {
        var settings = WebSocketSettings(maximumReturnedMessages: 5_000, acknowledgementInterval: Self.interval)
        settings.maximumReplySize = 3 << 20
        bench = try NativeBench(settings)
    }

    /// Runs messages and timers that are due, one by one, with time passing in between, as rounds do.
    private func runRounds(_ count: Int, seconds: UInt64, between: (Int) throws -> Void = { _ in }) rethrows {
        for round in 0..<count {
            bench.sessions.subnet.advanceTime(by: seconds * 1_000_000_000)
            bench.sessions.subnet.runOneTimer()
            bench.sessions.subnet.run()
            try between(round)
        }
    }

    private func acknowledged(_ messages: [Received]) -> [String] {
        messages.filter {
            if case .acknowledge = $0.service { true } else { false }
        }.map(\.key.principal.shortName)
    }

    @Test("tell each client after each interval how many of its messages came")
    func numbers() throws {
        for client in 1...3 as ClosedRange<UInt64> { try bench.sessions.open(.client(client)) }
        try bench.sessions.message([1], from: .client(2))
        try bench.sessions.message([1], from: .client(2))
        try bench.sessions.message([1], from: .client(3))
        bench.sessions.advance(seconds: 100)
        #expect(try bench.sessions.pollAll(from: 3).map(\.description) == ["c1#2 ack 0", "c2#2 ack 2", "c3#2 ack 1"])
        for client in 1...3 as ClosedRange<UInt64> { try bench.sessions.keepAlive(.client(client)) }
        bench.sessions.advance(seconds: 100)
        #expect(try bench.sessions.pollAll(from: 6).map(\.description) == ["c1#3 ack 1", "c2#3 ack 3", "c3#3 ack 2"])
    }

    @Test("that are not answered within 60 seconds close the connection; those that are do not")
    func keepAlive() throws {
        var closed: [String] = []
        bench.server.closed = { closed.append($0.shortName) }
        for client in 1...3 as ClosedRange<UInt64> { try bench.sessions.open(.client(client)) }
        bench.sessions.advance(seconds: 90)
        // Before the acknowledgement, so no answer to it.
        try bench.sessions.keepAlive(.client(3))
        bench.sessions.advance(seconds: 10)
        bench.sessions.advance(seconds: 59)
        try bench.sessions.keepAlive(.client(2))
        #expect(closed == [])
        bench.sessions.advance(seconds: 1)
        #expect(closed == ["c1", "c3"])
        #expect(
            try bench.sessions.pollAll(from: 6).map(\.description) == [
                "c1#3 close keepAliveTimeout", "c3#3 close keepAliveTimeout",
            ])
        // Ordinary messages are no answer either.
        bench.sessions.advance(seconds: 45)
        try bench.sessions.message([1], from: .client(2))
        bench.sessions.advance(seconds: 60)
        #expect(closed == ["c1", "c3", "c2"])
    }

    @Test("to a client that opened at the same moment are waited for", arguments: [60, 61] as [UInt64])
    func openedAtOnce(secondsUntilCheck: UInt64) throws {
        let subnet = bench.sessions.subnet
        subnet.advanceTime(by: 100 * 1_000_000_000)
        try bench.sessions.open(.client(1))
        subnet.runTimers()
        #expect(try bench.sessions.pollAll(from: 1).map(\.description) == ["c1#2 ack 0"])
        // The check may come late; at 60 seconds the time is not over yet.
        subnet.advanceTime(by: secondsUntilCheck * 1_000_000_000)
        subnet.runTimers()
        #expect(bench.server.webSockets.connectionCount == (secondsUntilCheck > 60 ? 0 : 1))
    }

    @Test("to a client that opened after them are not waited for")
    func openedBetween() throws {
        bench.sessions.advance(seconds: 110)
        try bench.sessions.open(.client(1))
        bench.sessions.advance(seconds: 80)
        #expect(bench.server.webSockets.connectionCount == 1)
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open"])
        bench.sessions.advance(seconds: 10)
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 ack 0"])
        bench.sessions.advance(seconds: 60)
        #expect(bench.server.webSockets.connectionCount == 0)
    }

    @Test("to more than 500 clients go in slices, each client once")
    func slices() throws {
        for client in 0..<1_200 as Range<UInt64> { try bench.sessions.open(.client(client), at: .gateway(client % 4)) }
        let subnet = bench.sessions.subnet
        subnet.advanceTime(by: Self.interval * 1_000_000)
        _ = bench.takeCertifications()
        let before = subnet.executions.count
        subnet.runTimers()
        let runs = subnet.executions[before...].count { $0.entryPoint.hasSuffix("run_timer") && $0.context == .update }
        #expect(runs == 3)
        #expect(bench.takeCertifications() == 3)
        var names: [String] = []
        for gateway in 0..<4 as Range<UInt64> { names += acknowledged(try bench.sessions.pollAll(.gateway(gateway))) }
        #expect(names.sorted() == (0..<1_200).map { "c\($0)" }.sorted())
    }

    @Test("clients that open while they go on wait for the next time")
    func openedWithin() throws {
        for client in 0..<1_100 as Range<UInt64> { try bench.sessions.open(.client(2 * client)) }
        bench.sessions.subnet.advanceTime(by: Self.interval * 1_000_000 - 1_000_000_000)
        // One behind where the slices have come, one before.
        try runRounds(3, seconds: 1) { round in
            guard round == 0 else { return }
            bench.sessions.subnet.advanceTime(by: 1)
            try bench.sessions.open(.client(1))
            try bench.sessions.open(.client(2_001))
        }
        let names = acknowledged(try bench.sessions.pollAll())
        #expect(names.count == 1_100)
        #expect(!names.contains("c1"))
        #expect(!names.contains("c2001"))
    }

    @Test("a client of an early slice that answers at once is not closed, however long the slices take")
    func slowSlices() throws {
        for client in 0..<1_100 as Range<UInt64> { try bench.sessions.open(.client(client)) }
        bench.sessions.subnet.advanceTime(by: Self.interval * 1_000_000 - 5_000_000_000)
        try runRounds(3, seconds: 5) { round in
            let answering = round * 500..<min(1_100, (round + 1) * 500)
            // The first of each slice does not answer.
            for client in answering.dropFirst() { try bench.sessions.keepAlive(.client(UInt64(client))) }
        }
        #expect(bench.server.webSockets.connectionCount == 1_100)
        try runRounds(30, seconds: 5)
        #expect(bench.server.webSockets.connectionCount == 1_097)
        for client in [0, 500, 1_000] as [UInt64] {
            #expect(bench.server.webSockets.openConnection(of: .client(client)) == nil)
        }
    }

    @Test("the check of many silent clients goes in slices, with all their gateways")
    func checkInSlices() throws {
        var closed = 0
        bench.server.closed = { _ in closed += 1 }
        for client in 0..<1_200 as Range<UInt64> { try bench.sessions.open(.client(client), at: .gateway(client)) }
        bench.sessions.advance(seconds: 100)
        for client in stride(from: 0, to: 1_200, by: 3) as StrideTo<UInt64> {
            try bench.sessions.keepAlive(.client(client))
        }
        let subnet = bench.sessions.subnet
        let before = subnet.executions.count
        bench.sessions.advance(seconds: 60)
        #expect(closed == 800)
        #expect(bench.server.webSockets.connectionCount == 400)
        // 1,200 connections and as many gateways, 500 a run.
        let runs = subnet.executions[before...].count { $0.entryPoint.hasSuffix("run_timer") && $0.context == .update }
        #expect(runs == 5)
        #expect(try bench.sessions.pollAll(.gateway(1)).last?.description == "c1#3 close keepAliveTimeout")
        for client in stride(from: 0, to: 1_200, by: 3) as StrideTo<UInt64> {
            try bench.sessions.keepAlive(.client(client))
        }
        // The next check finds the gateways empty for 100 s, which is not longer than the interval; the one after drops
        // them.
        bench.sessions.advance(seconds: 100)
        #expect(try !bench.sessions.poll(.gateway(1)).messages.isEmpty)
        for client in stride(from: 0, to: 1_200, by: 3) as StrideTo<UInt64> {
            try bench.sessions.keepAlive(.client(client))
        }
        bench.sessions.advance(seconds: 100)
        #expect(try bench.sessions.poll(.gateway(1)).messages.isEmpty)
        #expect(try bench.sessions.poll(.gateway(3)).messages.count > 1)
    }

    @Test("into a full queue are left out, and nobody is closed for that")
    func fullQueue() throws {
        var settings = WebSocketSettings(maximumReturnedMessages: 50, acknowledgementInterval: Self.interval)
        settings.maximumQueueSize = 2_000
        let bench = try NativeBench(settings)
        try bench.sessions.open(.client(1))
        bench.sessions.advance(seconds: 99)
        while bench.send([UInt8](repeating: 1, count: 10), to: .client(1)) == nil {}
        bench.sessions.advance(seconds: 70)
        #expect(bench.server.webSockets.connectionCount == 1)
        #expect(try bench.sessions.message([1], from: .client(1)) == .ok)
    }
}

@Suite("Gateways")
struct GatewayTests {
    let bench: NativeBench

    init() throws {
        bench = try NativeBench(WebSocketSettings(maximumReturnedMessages: 50, acknowledgementInterval: 100_000))
        // Stays with its gateway through all that happens.
        try bench.sessions.open(.client(9), at: .gateway(9))
    }

    private func pass(seconds: UInt64) throws {
        for _ in 0..<seconds / 10 {
            bench.sessions.advance(seconds: 10)
            try bench.sessions.keepAlive(.client(9))
        }
    }

    @Test("without connections are dropped after the interval, with their messages; the others' pages still verify")
    func dropped() throws {
        try bench.sessions.open(.client(1), at: .gateway(1))
        try bench.sessions.open(.client(2), at: .gateway(2))
        try bench.sessions.closeSocket(.client(1), by: .gateway(1))
        // The check at 160 s finds it empty for longer than 100 s.
        try pass(seconds: 150)
        try bench.sessions.keepAlive(.client(2))
        #expect(try bench.sessions.pollAll(.gateway(1)).map(\.description) == ["c1#1 open"])
        _ = bench.takeCertifications()
        try pass(seconds: 10)
        #expect(bench.takeCertifications() == 1)
        #expect(try bench.sessions.poll(.gateway(1)).messages.isEmpty)
        #expect(try bench.sessions.closeSocket(.client(1), by: .gateway(1)).text.hasSuffix("is not registered"))
        #expect(try bench.sessions.pollAll(.gateway(2)).map(\.description) == ["c2#1 open", "c2#2 ack 0"])
        #expect(try bench.sessions.pollAll(.gateway(9)).map(\.sequenceNumber) == [1, 2])
    }

    @Test("that get a connection again in time are kept, with their numbers")
    func kept() throws {
        try bench.sessions.open(.client(1), at: .gateway(1))
        try bench.sessions.closeSocket(.client(1), by: .gateway(1))
        try pass(seconds: 150)
        try bench.sessions.open(.client(1), nonce: 2, at: .gateway(1))
        try pass(seconds: 30)
        // The first message was older than the interval when the second came.
        #expect(try bench.sessions.pollAll(.gateway(1)).map(\.nonce) == [1])
        try bench.sessions.closeSocket(.client(1), nonce: 2, by: .gateway(1))
        try pass(seconds: 70)
        #expect(try !bench.sessions.pollAll(.gateway(1)).isEmpty)
        try pass(seconds: 200)
        #expect(try bench.sessions.pollAll(.gateway(1)).isEmpty)
        // A new beginning.
        try bench.sessions.open(.client(1), nonce: 3, at: .gateway(1))
        #expect(try bench.sessions.pollAll(.gateway(1)).map(\.nonce) == [0])
    }

    @Test("the last one that is dropped leaves an empty tree")
    func last() throws {
        bench.sessions.advance(seconds: 160)
        #expect(bench.server.webSockets.connectionCount == 0)
        bench.sessions.advance(seconds: 300)
        #expect(try bench.sessions.poll(.gateway(9)).messages.isEmpty)
        try bench.sessions.open(.client(9), at: .gateway(9))
        #expect(try bench.sessions.pollAll(.gateway(9)).map(\.description) == ["c9#1 open"])
    }
}
