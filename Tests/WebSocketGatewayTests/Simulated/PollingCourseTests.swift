import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("A canister's poller", .timeLimit(.minutes(60)))
struct PollingCourseTests {
    @Test("runs while there are clients, and once however many they are")
    func life() throws {
        let world = try GatewayFixture()
        #expect(world.gateway.counts.pollers == 0)
        let clients = try (1...5).map { try world.openClient($0) }
        #expect(world.gateway.counts.pollers == 1)
        _ = try world.openClient(6, at: GatewayFixture.canister(2))
        #expect(world.gateway.counts.pollers == 2)
        for client in clients { client.leave() }
        world.simulation.run(for: .seconds(5))
        #expect(world.gateway.counts.pollers == 1)
        let polls = world.network.with { $0.polls.count }
        // One may be under way at each canister.
        #expect(world.metrics.value("gateway_polls_total") >= Double(polls - 2))
    }

    @Test("is quick while traffic flows and slow when none does")
    func pace() throws {
        let world = try GatewayFixture()
        world.network.with { $0.pollLatency = .milliseconds(1) }
        let client = try world.openClient(1)
        func polls(in duration: Duration) -> Int {
            let before = world.network.with { $0.polls.count }
            world.simulation.run(for: duration)
            return world.network.with { $0.polls.count } - before
        }
        #expect((45...55).contains(polls(in: .seconds(5))))
        world.simulation.run(for: .seconds(30))
        #expect((4...7).contains(polls(in: .seconds(5))))
        world.network.with(world.canister) { $0.send([1], to: client.key) }
        world.simulation.run(for: .seconds(2))
        #expect(client.frames.count == 3)
        #expect((45...55).contains(polls(in: .seconds(5))))
    }

    @Test("fetches the next page at once while there is more")
    func pages() throws {
        let world = try GatewayFixture()
        world.network.with { $0.pollLatency = .milliseconds(1) }
        let client = try world.openClient(1)
        world.network.with(world.canister) { canister in
            for number in 0..<1_000 { canister.send([UInt8(number & 0xff)], to: client.key) }
        }
        let start = world.simulation.now
        #expect(world.simulation.run(until: { client.frames.count == 1_002 }))
        #expect(world.simulation.now - start < 1_000_000_000)
        #expect(try client.messages.map(\.sequenceNumber) == Array(1...1_001))
    }

    @Test("asks as soon as a client's call has ended")
    func afterCall() throws {
        let world = try GatewayFixture()
        world.network.with { state in
            state.callLatency = .milliseconds(10)
            state.pollLatency = .milliseconds(1)
        }
        let client = try world.openClient(1)
        world.simulation.run(for: .seconds(60))
        let start = world.simulation.now
        try client.say([1])
        #expect(world.simulation.run(until: { client.frames.count == 3 }))
        #expect(world.simulation.now - start < 30_000_000)
    }

    @Test("of a gateway that starts anew skips what is for clients of before")
    func skipping() throws {
        let world = try GatewayFixture()
        let stranger = try StandInClient(
            9, at: world.canister, through: world.gateway.principal, clock: world.simulation)
        world.network.with(world.canister) { canister in
            for number in 0..<120 { canister.append([UInt8(number)], for: stranger.key) }
            canister.dropOldMessages(keeping: 100)
        }
        let client = try world.openClient(1)
        #expect(client.end == nil)
        #expect(world.metrics.value("gateway_messages_without_client_total") == 100)
    }

    @Test("does not read again what it read before its last client went")
    func memory() throws {
        let world = try GatewayFixture()
        let first = try world.openClient(1)
        world.network.with(world.canister) { canister in
            for number in 0..<500 { canister.send([UInt8(number & 0xff)], to: first.key) }
        }
        #expect(world.simulation.run(until: { first.frames.count == 502 }))
        first.leave()
        #expect(world.comesToRest())
        let polls = world.network.with { $0.polls.count }
        _ = try world.openClient(2)
        #expect(world.network.with { $0.polls.dropFirst(polls).allSatisfy { $0 >= 500 } })
    }
}
