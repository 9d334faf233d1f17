import ICAgent
import Logging
import TestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

/// Not simulated: on all threads that there are, in real time, with latencies of some milliseconds.
@Suite("Sessions on many threads", .timeLimit(.minutes(60)))
struct ConcurrencyTests {
    @Test("keep their order, and leave nothing when all go at once")
    func order() async throws {
        let clock = SystemAgentClock()
        let principal = try Ed25519Identity(seed: Array(repeating: 0xee, count: 32)).principal
        let network = StandInNetwork(clock, gateway: principal, seed: 6)
        network.with { state in
            state.callLatency = .milliseconds(2)
            state.pollLatency = .milliseconds(1)
        }
        var configuration = GatewayConfiguration()
        configuration.polling.quick = .milliseconds(5)
        configuration.firstMessageDelay = .milliseconds(20)
        let gateway = Gateway(
            network: network, principal: principal, configuration: configuration,
            metrics: GatewayMetrics(factory: RecordedMetrics()),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let clients = try (1...20).map { number in
            try StandInClient(
                number, at: GatewayFixture.canister(1 + number % 3), through: principal, clock: clock)
        }
        let sent = (0..<50 as Range<UInt8>).map { [$0] }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients {
                group.addTask {
                    client.connect(to: gateway)
                    try client.open()
                    for content in sent { try client.say(content) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await wait { clients.allSatisfy { $0.frames.count == sent.count + 2 } })
        for client in clients {
            #expect(client.end == nil)
            #expect(try client.contents == sent)
            #expect(network.with(client.canister) { $0.received[client.key] } == sent)
        }
        await withTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { client.leave() } }
        }
        #expect(try await wait { gateway.counts == GatewayCounts() })
        for number in 1...3 as ClosedRange<UInt8> {
            #expect(network.with(GatewayFixture.canister(number)) { $0.connections.isEmpty })
        }
    }

    private func wait(until condition: () -> Bool) async throws -> Bool {
        for _ in 0..<6_000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
        return condition()
    }
}
