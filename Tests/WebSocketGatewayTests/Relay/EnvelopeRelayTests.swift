import ICAgent
import Logging
import Synchronization
import Testing

@testable import WebSocketGateway

@Suite("The way of an envelope to the network", .timeLimit(.minutes(60)))
struct EnvelopeRelayTests {
    @Test("ends before it where the envelope has expired while it waited")
    func expired() throws {
        let world = try GatewayFixture()
        let client = try world.client(1)
        let call = try EnvelopeCheck.call(in: client.messageFrame([1]))
        let relay = EnvelopeRelay(
            GatewayEnvironment(
                network: world.network, principal: world.gateway.principal, configuration: GatewayConfiguration(),
                metrics: GatewayMetrics(factory: world.metrics),
                log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: world.simulation,
                tasks: TaskStarter(executor: world.simulation)))
        // Clients sign for four minutes.
        world.simulation.run(for: .seconds(241))
        let box = Box()
        world.simulation.start { box.set(await relay.deliver(call)) }
        #expect(world.simulation.run(until: { box.outcome != nil }))
        guard case .notDelivered(let reason, true) = box.outcome else {
            Issue.record("\(box.outcome.map { "\($0)" } ?? "nothing")")
            return
        }
        #expect(reason.contains("expired"))
        #expect(world.network.with { $0.mostAtOnce } == 0)
    }

    private final class Box: Sendable {
        private let state = Mutex<EnvelopeRelay.Outcome?>(nil)
        var outcome: EnvelopeRelay.Outcome? { state.withLock { $0 } }
        func set(_ outcome: EnvelopeRelay.Outcome) { state.withLock { $0 = outcome } }
    }
}
