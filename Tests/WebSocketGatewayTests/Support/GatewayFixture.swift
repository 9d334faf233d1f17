import Candid
import ICAgent
import Logging
import WebSocketProtocol

@testable import WebSocketGateway

/// A gateway in a simulated world, with a network in the test's hands.
struct GatewayFixture {
    let simulation = Simulation()
    let network: StandInNetwork
    let gateway: Gateway
    let metrics = RecordedMetrics()
    let canister = GatewayFixture.canister(1)

    init(seed: UInt64 = 1, _ configure: (inout GatewayConfiguration) -> Void = { _ in }) throws {
        let principal = try Ed25519Identity(seed: Array(repeating: 0xee, count: 32)).principal
        network = StandInNetwork(simulation, gateway: principal, seed: seed)
        var configuration = GatewayConfiguration()
        configure(&configuration)
        gateway = Gateway(
            GatewayEnvironment(
                network: network, principal: principal, configuration: configuration,
                metrics: GatewayMetrics(factory: metrics), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                clock: simulation, tasks: TaskStarter(executor: simulation)))
    }

    static func canister(_ number: UInt8) -> Principal {
        Principal(exactly: [0, 0, 0, 0, 0, 0, 0, number, 1, 1]) ?? .managementCanister
    }

    func client(_ number: UInt8, nonce: UInt64 = 7, at canister: Principal? = nil) throws -> StandInClient {
        let client = try StandInClient(
            number, nonce: nonce, at: canister ?? self.canister, through: gateway.principal, clock: simulation)
        client.connect(to: gateway)
        return client
    }

    /// A client whose connection is open.
    func openClient(_ number: UInt8, nonce: UInt64 = 7, at canister: Principal? = nil) throws -> StandInClient {
        let client = try client(number, nonce: nonce, at: canister)
        try client.open()
        guard simulation.run(until: { client.isOpen }) else { throw NotOpen(end: client.end) }
        return client
    }

    struct NotOpen: Error { let end: SessionEnd? }

    /// Whether nothing is left open within some time.
    func comesToRest(within limit: Duration = .seconds(120)) -> Bool {
        simulation.run(until: { gateway.counts == GatewayCounts() }, within: limit)
    }
}

extension Principal {
    init?(exactly bytes: [UInt8]) { try? self.init(bytes: bytes) }
}
