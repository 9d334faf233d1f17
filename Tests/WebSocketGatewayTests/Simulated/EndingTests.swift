import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("The end of sessions", .timeLimit(.minutes(60)))
struct EndingTests {
    @Test("of a slow client is its own alone")
    func slowClient() throws {
        let world = try GatewayFixture()
        let (slow, other) = (try world.openClient(1), try world.openClient(2))
        slow.limit(toFrames: 3)
        world.network.with(world.canister) { canister in
            for number in 0..<20 as Range<UInt8> {
                canister.send([number], to: slow.key)
                canister.send([number], to: other.key)
            }
        }
        #expect(world.simulation.run(until: { other.frames.count == 22 }, within: .seconds(2)))
        #expect(slow.end?.code == .tooSlow)
        #expect(slow.frames.count == 5)
        #expect(other.end == nil)
        #expect(world.simulation.run(until: { world.gateway.counts.canisterConnections == 1 }))
        #expect(world.network.with(world.canister) { $0.closes } == [slow.key])
    }

    @Test("that a limit at the door brings closes the connection at the canister too")
    func endedAtTheDoor() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        client.session?.end(.idle, reason: "nothing came")
        #expect(client.end == SessionEnd(.idle, "nothing came"))
        client.session?.end(.tooFast, reason: "again")
        #expect(client.closeCount == 1)
        #expect(world.comesToRest())
        #expect(world.network.with(world.canister) { $0.closes } == [client.key])
        #expect(world.metrics.value("gateway_closes_total", [("code", "4104")]) == 1)
        #expect(world.metrics.value("gateway_closes_total", [("code", "4107")]) == 0)
    }

    @Test(
        "with a code that the client chose is not counted as the gateway's own",
        arguments: [1_011, 4_101, 3_000, nil] as [UInt16?])
    func chosenCode(code: UInt16?) throws {
        let world = try GatewayFixture()
        try world.openClient(1).leave(code: code)
        try world.openClient(2).leave(code: 1_001)
        #expect(world.comesToRest())
        func count(_ code: String) -> Double { world.metrics.value("gateway_closes_total", [("code", code)]) }
        #expect(count("client") == 1 && count("1001") == 1)
        #expect(count("1011") == 0 && count("4101") == 0 && count("1000") == 0)
    }

    @Test("of many at once closes all at the canister, some at a time, and leaves nothing")
    func manyAtOnce() throws {
        let world = try GatewayFixture { $0.closing.concurrentCalls = 8 }
        world.network.with { $0.failingCloses = 20 }
        let clients = try (0..<300).map { number in
            try world.client(UInt8(number % 100), nonce: UInt64(number))
        }
        for client in clients { try client.open() }
        #expect(world.simulation.run(until: { clients.allSatisfy(\.isOpen) }))
        #expect(world.gateway.counts.sessions == 300)
        for client in clients { client.leave() }
        #expect(world.comesToRest())
        #expect(world.network.with(world.canister) { $0.closes.count } == 300)
        #expect(world.network.with(world.canister) { $0.connections.isEmpty })
        #expect(world.network.with { $0.mostClosesAtOnce } == 8)
        #expect(world.network.with { $0.closeCalls } == 320)
        for gauge in ["sessions", "pollers", "canister_connections"] {
            #expect(world.metrics.value("gateway_\(gauge)") == 0)
        }
    }

    @Test("at a canister that never answers keeps those at another canister from nothing")
    func hangingCanister() throws {
        let world = try GatewayFixture {
            $0.closing.concurrentCalls = 6
            $0.closing.concurrentCallsPerCanister = 4
            $0.closing.maximumWaitingPerCanister = 15
        }
        let hanging = try (1...20).map { try world.openClient($0) }
        let other = GatewayFixture.canister(2)
        let clients = try (21...30).map { try world.openClient($0, at: other) }
        world.network.with { [canister = world.canister] in _ = $0.hangingCanisters.insert(canister) }
        for client in hanging + clients { client.leave() }
        #expect(
            world.simulation.run(
                until: { world.network.with(other) { $0.closes.count } == clients.count }, within: .seconds(30)))
        #expect(world.network.with { $0.mostClosesAtOnce } == 6)
        // What is more than may wait.
        #expect(world.metrics.value("gateway_canister_closes_failed_total") == 5)
        #expect(world.comesToRest(within: .seconds(2_000)))
        #expect(world.metrics.value("gateway_canister_closes_failed_total") == 20)
    }

    @Test("at a canister that cannot be reached is given up after some tries")
    func givenUp() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        world.network.with(world.canister) { $0.condition = .away }
        client.leave()
        #expect(world.comesToRest())
        #expect(world.network.with { $0.closeCalls } == 5)
        #expect(world.metrics.value("gateway_canister_closes_failed_total") == 1)
    }

    @Test("leaves nothing of them in memory")
    func memory() throws {
        let world = try GatewayFixture()
        weak var session: ClientSession?
        do {
            let client = try world.openClient(1)
            try client.say([1])
            world.simulation.run(for: .seconds(5))
            session = client.session
            #expect(session != nil)
            client.leave()
        }
        #expect(world.comesToRest())
        world.simulation.run(for: .seconds(1))
        #expect(session == nil)
    }
}
