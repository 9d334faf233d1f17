import Testing

@testable import CanisterWebSockets

@Suite("Acknowledgements over an upgrade")
struct UpgradedTimersTests {
    let bench: UpgradeBench

    init() throws { bench = try UpgradeBench() }

    private func options(interval: UInt64) -> UpgradeBench.Options {
        var options = UpgradeBench.Options()
        options.settings.acknowledgementInterval = interval
        return options
    }

    @Test("come when they would have come without it")
    func sameTime() throws {
        try bench.sessions.open(.client(1))
        bench.sessions.advance(seconds: 70)
        try bench.upgrade()
        bench.sessions.advance(seconds: 29)
        #expect(try bench.sessions.pollAll().count == 1)
        bench.sessions.advance(seconds: 1)
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 ack 0"])
        try bench.upgrade()
        bench.sessions.advance(seconds: 59)
        #expect(bench.server.webSockets.connectionCount == 1)
        try bench.upgrade()
        bench.sessions.advance(seconds: 1)
        #expect(bench.server.webSockets.connectionCount == 0)
        try bench.upgrade()
        // The gateway goes as well, at the first check that finds it empty for longer than the interval.
        bench.sessions.advance(seconds: 99)
        #expect(bench.server.webSockets.gatewayCount == 1)
        bench.sessions.advance(seconds: 101)
        #expect(bench.server.webSockets.gatewayCount == 0)
        #expect(bench.sessions.certifiedData.count == 32)
        try bench.upgrade()
        #expect(bench.server.calls.take("certified_data_set") == 0)
    }

    @Test("come at once where their time has passed, and then in their rhythm")
    func overdue() throws {
        try bench.sessions.open(.client(1))
        // As where the canister is stopped for long.
        bench.sessions.subnet.advanceTime(by: 250_000_000_000)
        try bench.upgrade()
        bench.sessions.subnet.runTimers()
        // The first message was older than the interval.
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#2 ack 0"])
        try bench.sessions.keepAlive(.client(1))
        bench.sessions.advance(seconds: 99)
        #expect(try bench.sessions.pollAll().count == 1)
        bench.sessions.advance(seconds: 1)
        #expect(try bench.sessions.pollAll().last?.description == "c1#3 ack 1")
    }

    @Test("come after a new interval at the latest")
    func shorter() throws {
        try bench.sessions.open(.client(1))
        try bench.upgrade(to: options(interval: 70_000))
        bench.sessions.advance(seconds: 69)
        #expect(try bench.sessions.pollAll().count == 1)
        bench.sessions.advance(seconds: 1)
        #expect(try bench.sessions.pollAll().count == 2)
    }

    @Test("come at the old time even with a longer interval, which holds from then on")
    func longer() throws {
        try bench.sessions.open(.client(1))
        try bench.upgrade(to: options(interval: 500_000))
        bench.sessions.advance(seconds: 100)
        #expect(try bench.sessions.pollAll().count == 2)
        try bench.sessions.keepAlive(.client(1))
        bench.sessions.advance(seconds: 499)
        #expect(try bench.sessions.pollAll().count == 2)
        bench.sessions.advance(seconds: 1)
        #expect(try bench.sessions.pollAll(from: 1).count == 2)
    }

    @Test("go on where they stood when they take several runs")
    func slices() throws {
        let count = Sweeps.connectionsInOneRun * 5 / 2
        for client in 1...UInt64(count) { try bench.sessions.open(.client(client)) }
        bench.sessions.subnet.advanceTime(by: 100_000_000_000)
        for expected in [1, 2] {
            bench.sessions.subnet.runOneTimer()
            bench.sessions.subnet.run()
            let acknowledged = Int(bench.server.webSockets.nextNonce(of: .gateway))
            #expect(acknowledged == count + expected * Sweeps.connectionsInOneRun)
            try bench.upgrade()
        }
        bench.sessions.subnet.runTimers()
        let acknowledged = Int(bench.server.webSockets.nextNonce(of: .gateway))
        #expect(acknowledged == 2 * count)
        bench.sessions.advance(seconds: 30)
        try bench.upgrade()
        bench.sessions.advance(seconds: 30)
        #expect(bench.server.webSockets.connectionCount == 0)
    }
}
