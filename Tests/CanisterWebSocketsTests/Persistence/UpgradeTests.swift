import CanisterTesting
import TestSupport
import Testing

@testable import CanisterWebSockets

@Suite("An upgrade")
struct UpgradeTests {
    let bench: UpgradeBench

    init() throws { bench = try UpgradeBench() }

    /// Clients of several gateways, some of which are gone, with messages of which some were dropped.
    private func makeHistory(seed: UInt64, steps: Int) throws {
        var generator = SplitMix64(seed: seed)
        for step in 0..<steps {
            let client = Principal.client(.random(in: 1...20, using: &generator))
            let gateway = Principal.gateway(.random(in: 1...9, using: &generator))
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...2: try bench.sessions.open(client, nonce: UInt64(step), at: gateway)
            case 3:
                if let key = bench.server.webSockets.openConnection(of: client) {
                    let gateway = bench.server.webSockets.connections[client]?.gateway.principal ?? gateway
                    try bench.sessions.closeSocket(client, nonce: key.nonce, by: gateway)
                }
            case 4...7: bench.send(Array("to \(client.shortName) in step \(step)".utf8), to: client)
            case 8:
                if let key = bench.server.webSockets.openConnection(of: client) {
                    try bench.sessions.keepAlive(client, nonce: key.nonce)
                }
            default: bench.sessions.advance(seconds: .random(in: 1...40, using: &generator))
            }
        }
    }

    @Test("of a canister without connections changes nothing")
    func empty() throws {
        try bench.upgrade()
        #expect(bench.sessions.certifiedData == [])
        #expect(bench.server.webSockets.connectionCount == 0)
        try bench.upgrade()
        #expect(try bench.sessions.open(.client(1)).text == "Ok")
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open"])
    }

    @Test("keeps all connections, gateways, messages and proofs", arguments: 1...12)
    func history(seed: UInt64) throws {
        for round in 0..<4 as Range<UInt64> {
            try makeHistory(seed: seed << 8 | round, steps: 60)
            let before = bench.server.webSockets.summary
            let certifiedData = bench.sessions.certifiedData
            let timer = bench.globalTimer
            let recipients = (1...9).map { bench.server.webSockets.recipientCount(of: .gateway($0)) }
            try bench.upgrade()
            #expect(bench.server.webSockets.summary == before)
            #expect(bench.sessions.certifiedData == certifiedData)
            #expect(bench.globalTimer == timer)
            #expect((1...9).map { bench.server.webSockets.recipientCount(of: .gateway($0)) } == recipients)
            #expect(bench.server.calls.take("certified_data_set") == 0)
            for gateway in 1...9 as ClosedRange<UInt64> { _ = try bench.sessions.pollAll(.gateway(gateway)) }
        }
    }

    @Test("keeps the numbers of messages, and lets the next ones follow them")
    func numbers() throws {
        try bench.sessions.open(.client(1))
        try bench.sessions.open(.client(2))
        try bench.sessions.message(Array("one".utf8), from: .client(1))
        try bench.upgrade()
        try bench.sessions.message(Array("two".utf8), from: .client(1))
        try bench.upgrade()
        try bench.upgrade()
        try bench.sessions.message(Array("three".utf8), from: .client(1))
        #expect(try bench.sessions.open(.client(2)).text.hasSuffix("already has an open connection"))
        let messages = try bench.sessions.pollAll()
        #expect(messages.map(\.description) == ["c1#1 open", "c2#1 open", "c1#2 one", "c1#3 two", "c1#4 three"])
        #expect(messages.map(\.nonce) == [0, 1, 2, 3, 4])
    }

    @Test("to code that starts with what was never saved starts empty")
    func nothingSaved() throws {
        let bench = try UpgradeBench(.init(saves: false))
        try bench.sessions.open(.client(1))
        var size: UInt64?
        try bench.upgrade(to: .init(restored: { size = $0 }))
        #expect(size == 0)
        #expect(bench.server.webSockets.connectionCount == 0)
        #expect(try bench.sessions.open(.client(1)).text == "Ok")
    }

    @Test("that fails at its end leaves the old code with all that it had; the next one goes on from there")
    func refused() throws {
        try makeHistory(seed: 99, steps: 80)
        let before = bench.server.webSockets.summary
        #expect(bench.refusedUpgrade(to: .init(refuses: true)) == "refused")
        #expect(bench.server.webSockets.summary == before)
        try makeHistory(seed: 100, steps: 40)
        let later = bench.server.webSockets.summary
        try bench.upgrade()
        #expect(bench.server.webSockets.summary == later)
    }

    @Test("with settings that cannot be is refused")
    func badSettings() throws {
        try bench.sessions.open(.client(1))
        var options = UpgradeBench.Options()
        options.settings.acknowledgementInterval = 60_000
        #expect(
            bench.refusedUpgrade(to: options)
                == "send_ack_interval_ms must be greater than CLIENT_KEEP_ALIVE_TIMEOUT_MS")
        try bench.upgrade()
        #expect(bench.server.webSockets.connectionCount == 1)
    }

    @Test("to lower limits drops nothing, and lets nothing more in")
    func limits() throws {
        for client in 1...5 as ClosedRange<UInt64> { try bench.sessions.open(.client(client)) }
        var options = UpgradeBench.Options()
        options.settings.maximumConnections = 3
        options.settings.maximumQueueSize = 100
        try bench.upgrade(to: options)
        #expect(bench.server.webSockets.connectionCount == 5)
        #expect(try bench.sessions.pollAll().count == 5)
        #expect(try bench.sessions.open(.client(6)).text != "Ok")
        try bench.upgrade()
        #expect(try bench.sessions.open(.client(6)).text == "Ok")
    }

    @Test("does not bring back what code in between did not save")
    func codeInBetween() throws {
        try bench.sessions.open(.client(1))
        try bench.upgrade(to: .init(saves: false))
        #expect(bench.server.webSockets.connectionCount == 1)
        // It was read, and not saved again.
        try bench.upgrade()
        #expect(bench.server.webSockets.connectionCount == 0)

        try bench.sessions.open(.client(2))
        try bench.upgrade(to: .init(saves: false, restores: false))
        #expect(bench.server.webSockets.connectionCount == 0)
        // It was not even read, but is from another upgrade.
        bench.sessions.advance(seconds: 3_601)
        try bench.upgrade()
        #expect(bench.server.webSockets.connectionCount == 0)
    }

    @Test("leaves what an author keeps before and behind alone", arguments: [0, 1, 65_530, 200_000, 1_000_003])
    func offsets(offset: UInt64) throws {
        var saved: UInt64 = 0
        var restored: UInt64?
        let options = UpgradeBench.Options(offset: offset, saved: { saved = $0 }, restored: { restored = $0 })
        let bench = try UpgradeBench(options)
        bench.perform {
            _ = StableMemory.ensure(bytes: 2 << 20)
            StableMemory.write([UInt8](repeating: 0xab, count: 2 << 20), at: 0)
            // What stands where the snapshot comes need not be zero.
        }
        for client in 1...300 as ClosedRange<UInt64> {
            try bench.sessions.open(.client(client), at: .gateway(client % 7))
        }
        let before = bench.server.webSockets.summary
        try bench.upgrade(to: options)
        #expect(bench.server.webSockets.summary == before)
        #expect(restored == saved)
        #expect(saved > 60_000)
        let memory = bench.stableMemory
        #expect(memory.count == 2 << 20)
        #expect(memory[..<Int(offset)].allSatisfy { $0 == 0xab })
        #expect(memory[Int(offset + saved)...].allSatisfy { $0 == 0xab })
    }

    @Test("is refused where stable memory holds something else")
    func somethingElse() throws {
        let bench = try UpgradeBench(.init(saves: false))
        bench.perform {
            _ = StableMemory.ensure(bytes: 1)
            StableMemory.write([1, 2, 3], at: 0)
        }
        #expect(
            bench.refusedUpgrade()
                == "stable memory holds something else than saved WebSocket state of layout 1")
        // Beyond it nothing stands.
        for offset in [65_510, 65_530, 65_536, 1 << 40, .max] as [UInt64] {
            try bench.upgrade(to: .init(offset: offset, saves: false))
        }
    }

    @Test("is refused where stable memory cannot hold what there is")
    func noRoom() throws {
        let bench = try UpgradeBench(.init(offset: 1 << 40))
        try bench.sessions.open(.client(1))
        #expect(
            bench.refusedUpgrade()
                == "the WebSocket state cannot be saved: stable memory cannot grow so far")
        #expect(bench.server.webSockets.connectionCount == 1)
    }
}
