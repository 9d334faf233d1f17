import Synchronization
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("The end", .timeLimit(.minutes(60)))
struct ShutdownTests {
    @Test("of the gateway tells the clients, closes all at the canisters, and waits for it")
    func shutDown() throws {
        let world = try GatewayFixture()
        let clients = try (1...20).map { try world.openClient($0) }
        let gateway = world.gateway
        let done = Flag()
        world.simulation.start {
            await gateway.shutDown(within: .seconds(20), telling: .restart)
            done.set()
        }
        #expect(world.simulation.run(until: { done.isSet }, within: .seconds(15)))
        #expect(clients.allSatisfy { $0.end?.code == .restart })
        #expect(world.gateway.counts == GatewayCounts())
        #expect(world.network.with(world.canister) { $0.connections.isEmpty })
        let late = try world.client(30)
        #expect(late.end?.code == .goingAway)
    }

    @Test("of the gateway does not wait longer than it may")
    func graceIsOver() throws {
        let world = try GatewayFixture()
        _ = try world.openClient(1)
        world.network.with(world.canister) { $0.condition = .away }
        let gateway = world.gateway
        let done = Flag()
        world.simulation.start {
            await gateway.shutDown(within: .seconds(3))
            done.set()
        }
        #expect(!world.simulation.run(until: { done.isSet }, within: .milliseconds(2_900)))
        #expect(world.simulation.run(until: { done.isSet }, within: .milliseconds(200)))
    }

    @Test("of the gateway as a service is the end of all connections")
    func service() async throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        let gateway = world.gateway
        let done = Flag()
        let running = Task(executorPreference: world.simulation) {
            try? await gateway.run()
            done.set()
        }
        world.simulation.run(for: .seconds(5))
        #expect(client.end == nil)
        running.cancel()
        // The news takes a way outside of the simulated world.
        for _ in 0..<3_000 where !done.isSet {
            world.simulation.run(for: .milliseconds(10))
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(done.isSet)
        #expect(client.end?.code == .goingAway)
        #expect(world.network.with(world.canister) { $0.closes } == [client.key])
    }

    /// Whether something has happened.
    private final class Flag: Sendable {
        private let state = Mutex(false)
        var isSet: Bool { state.withLock { $0 } }
        func set() { state.withLock { $0 = true } }
    }
}
