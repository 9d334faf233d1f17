import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("A canister that begins anew, or may have", .timeLimit(.minutes(60)))
struct StateLossTests {
    @Test("loses its state is found out while nobody sends, and its clients are told")
    func stateLoss() throws {
        let world = try GatewayFixture()
        let clients = try [world.openClient(1), world.openClient(2)]
        let other = try world.openClient(3, at: GatewayFixture.canister(2))
        world.network.with(world.canister) { $0.loseState() }
        world.simulation.run(for: .seconds(15))
        #expect(clients.allSatisfy { $0.end?.code == .connectionLost })
        #expect(other.end == nil)
        #expect(world.gateway.counts.sessions == 1)
        // The canister does not know them: there is nothing to close.
        #expect(world.network.with { $0.closeCalls } == 0)
        _ = try world.openClient(1)
    }

    @Test("is not taken to have lost its state for nodes that are behind")
    func laggingNodes() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        // After the opening, so that polls bring messages only where the last one is asked for again.
        world.simulation.run(for: .seconds(5))
        world.network.with { $0.laggingPolls = 3 }
        world.simulation.run(for: .seconds(60))
        #expect(world.network.with { $0.laggingPolls } == 0)
        #expect(client.end == nil)
        #expect(world.metrics.value("gateway_canister_losses_total") == 0)
        try client.say([1])
        #expect(world.simulation.run(until: { client.frames.count == 3 }))
    }

    @Test("lost its state opens new connections at once, although its numbers begin anew")
    func openAfterStateLoss() throws {
        let world = try GatewayFixture()
        let old = try world.openClient(1)
        for number in 0..<5 as Range<UInt8> { world.network.with(world.canister) { $0.send([number], to: old.key) } }
        #expect(world.simulation.run(until: { old.frames.count == 7 }))
        world.network.with(world.canister) { $0.loseState() }
        let start = world.simulation.now
        let new = try world.openClient(2)
        #expect(world.simulation.now - start < 5_000_000_000)
        #expect(old.end?.code == .connectionLost)
        #expect(new.end == nil)
        try new.say([9])
        #expect(world.simulation.run(until: { new.frames.count == 3 }))
    }

    @Test("lost its state and has as many messages again is found out by what they say")
    func regrown() throws {
        let world = try GatewayFixture()
        let old = try world.openClient(1)
        world.network.with(world.canister) { canister in
            canister.loseState()
            canister.append([1], for: old.key)
        }
        world.simulation.run(for: .seconds(15))
        #expect(old.end?.code == .connectionLost)
    }

    @Test("has kept its state keeps its clients, even after its old messages are gone")
    func upgrade() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        world.network.with(world.canister) { $0.condition = .stopped }
        world.simulation.run(for: .seconds(30))
        #expect(client.end == nil)
        world.network.with(world.canister) { canister in
            canister.condition = .running
            canister.dropOldMessages(keeping: 0)
            canister.send([1], to: client.key)
        }
        #expect(world.simulation.run(until: { client.frames.count == 3 }, within: .seconds(10)))
        world.simulation.run(for: .seconds(60))
        #expect(client.end == nil)
    }

    @Test("whose messages went before they were fetched costs the clients their connections")
    func gap() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        world.network.with(world.canister) { $0.condition = .away }
        world.simulation.run(for: .seconds(5))
        world.network.with(world.canister) { canister in
            canister.condition = .running
            for number in 0..<3 as Range<UInt8> { canister.send([number], to: client.key) }
            canister.dropOldMessages(keeping: 1)
        }
        #expect(world.simulation.run(until: { client.end != nil }, within: .seconds(20)))
        #expect(client.end?.code == .connectionLost)
        #expect(world.comesToRest())
        #expect(world.network.with(world.canister) { $0.closes } == [client.key])
    }

    @Test("since its code was taken away costs the clients their connections at once")
    func uninstalled() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        world.network.with(world.canister) { canister in
            canister.loseState()
            canister.condition = .empty
        }
        #expect(world.simulation.run(until: { client.end != nil }, within: .seconds(3)))
        #expect(client.end?.code == .connectionLost)
        #expect(world.comesToRest())
        world.network.with(world.canister) { $0.condition = .running }
        _ = try world.openClient(2)
        #expect(world.metrics.value("gateway_canister_losses_total") == 1)
    }

    @Test("while it had no clients here opens new connections at once")
    func lossWithoutClients() throws {
        let world = try GatewayFixture()
        let first = try world.openClient(1)
        world.network.with(world.canister) { canister in
            for number in 0..<100 as Range<UInt8> { canister.send([number], to: first.key) }
        }
        #expect(world.simulation.run(until: { first.frames.count == 102 }))
        first.leave()
        #expect(world.comesToRest())
        world.network.with(world.canister) { $0.loseState() }
        let start = world.simulation.now
        let second = try world.openClient(2)
        #expect(world.simulation.now - start < 5_000_000_000)
        #expect(try second.messages.map(\.sequenceNumber) == [1])
    }
}
