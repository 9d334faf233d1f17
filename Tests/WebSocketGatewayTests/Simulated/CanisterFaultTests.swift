import Candid
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("A canister under connected clients", .timeLimit(.minutes(60)))
struct CanisterFaultTests {
    @Test("that is stopped for a while gets the messages that were sent meanwhile")
    func stopped() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        world.network.with(world.canister) { $0.condition = .stopped }
        for number in 0..<5 as Range<UInt8> { try client.say([number]) }
        world.simulation.run(for: .seconds(20))
        world.network.with(world.canister) { $0.condition = .running }
        #expect(world.simulation.run(until: { client.frames.count == 7 }, within: .seconds(30)))
        #expect(client.end == nil)
    }

    @Test("that does not come back costs the clients their connections after a while, and others nothing")
    func unavailable() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        let other = try world.openClient(2, at: GatewayFixture.canister(2))
        world.network.with(world.canister) { $0.condition = .away }
        world.simulation.run(for: .seconds(50))
        #expect(client.end == nil)
        world.simulation.run(for: .seconds(30))
        #expect(client.end?.code == .canisterUnavailable)
        #expect(other.end == nil)
        #expect(world.simulation.run(until: { world.gateway.counts.canisterConnections == 1 }))
        #expect(world.gateway.counts.pollers == 1)
        #expect(world.metrics.value("gateway_canister_closes_failed_total") == 1)
        // Polls come less and less often.
        #expect(world.metrics.value("gateway_polls_failed_total") < 40)
    }

    @Test("that closes a connection has its message delivered before the socket is closed")
    func closedByCanister() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        world.network.with(world.canister) { $0.close(client.key, .closedByApplication) }
        #expect(world.simulation.run(until: { client.frames.count == 3 }))
        #expect(client.end == nil)
        #expect(world.simulation.run(until: { client.end != nil }))
        #expect(client.end?.code == .closedByApplication)
        #expect(world.comesToRest())
        #expect(world.network.with { $0.closeCalls } == 0)
    }

    @Test("that refuses a message has its close message delivered, and no later message sent")
    func wrongNumber() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        client.receive(try client.messageFrame([1], sequenceNumber: 5))
        client.receive(try client.messageFrame([2], sequenceNumber: 6))
        #expect(world.simulation.run(until: { client.end != nil }))
        #expect(client.end?.code == .protocolError)
        #expect(try ServiceMessage(decoding: #require(client.messages.last).content) == .close(.wrongSequenceNumber))
        #expect(world.comesToRest())
        #expect(world.network.with { $0.closeCalls } == 0)
        #expect(world.network.with(world.canister) { $0.executions } == 2)
    }

    @Test("that does not know the client says so, and the client may come back")
    func unknownClient() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        _ = world.network.with(world.canister) { $0.closeByGateway(client.key) }
        try client.say([1])
        #expect(world.simulation.run(until: { client.end != nil }))
        #expect(client.end?.code == .connectionLost)
        #expect(world.comesToRest())
        #expect(world.network.with { $0.closeCalls } == 0)
    }

    @Test("that traps on a message ends the connection, since no later message could follow")
    func trap() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        world.network.with(world.canister) { $0.isTrapping = true }
        try client.say([1])
        #expect(world.simulation.run(until: { client.end != nil }))
        #expect(client.end == SessionEnd(.messageRefused, "Canister trapped"))
        #expect(world.comesToRest())
        #expect(world.network.with(world.canister) { $0.closes } == [client.key])
    }

    @Test("with a message that no reply holds goes on behind it")
    func oversized() throws {
        let world = try GatewayFixture()
        let (hit, other) = (try world.openClient(1), try world.openClient(2))
        world.network.with(world.canister) { canister in
            canister.condition = .oversized
            canister.send(Array(repeating: 0, count: 2_000), to: hit.key)
            canister.send([1], to: other.key)
            canister.send([2], to: hit.key)
        }
        #expect(world.simulation.run(until: { other.frames.count == 3 }, within: .seconds(10)))
        #expect(other.end == nil)
        #expect(hit.end?.code == .connectionLost)
    }

    @Test("with a message that is none leaves it to the client to judge")
    func undecodable() throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        world.network.with(world.canister) { canister in
            canister.append([0xff, 0xff], for: client.key)
            canister.send([1], to: client.key)
        }
        #expect(world.simulation.run(until: { client.frames.count == 4 }))
        #expect(try RelayedMessage(decoding: client.frames[2]).content == [0xff, 0xff])
        #expect(client.end == nil)
    }
}
