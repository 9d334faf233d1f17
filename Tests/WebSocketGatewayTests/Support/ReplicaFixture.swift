import Candid
import ICAgent
import Logging
import LocalReplica
import MessageVerification
import TestSupport
import WebSocketProtocol

@testable import WebSocketGateway

/// A gateway with a real replica in this process.
struct ReplicaFixture {
    let replica: LocalReplica
    let agent: Agent
    let gateway: Gateway
    private let clock = SystemAgentClock()

    /// Runs a body; all is stopped behind it.
    static func run(
        _ configuration: ReplicaConfiguration = ReplicaConfiguration(),
        _ body: (ReplicaFixture) async throws -> Void
    ) async throws {
        let replica = try await LocalReplica(configuration)
        do {
            let fixture = try await ReplicaFixture(replica)
            try await body(fixture)
            await fixture.gateway.shutDown(within: .seconds(10))
        } catch {
            await replica.stop()
            throw error
        }
        await replica.stop()
    }

    private init(_ replica: LocalReplica) async throws {
        self.replica = replica
        let identity = try Ed25519Identity()
        agent = try await Agent.forLocalNetwork(
            over: HTTPTransport(replica.url), identity: identity, configuration: AgentNetwork.agentConfiguration)
        var configuration = GatewayConfiguration()
        configuration.polling.verificationInterval = .milliseconds(500)
        configuration.polling.longestRetry = .milliseconds(500)
        configuration.closeMessageTimeout = .milliseconds(500)
        configuration.closing.firstPause = .milliseconds(100)
        gateway = Gateway(
            network: AgentNetwork(agent), principal: identity.principal, configuration: configuration,
            metrics: GatewayMetrics(factory: RecordedMetrics()),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func install(_ sample: String, argument: [UInt8] = CandidEncoder.encode()) async throws -> Principal {
        let canister = try await agent.management.provisionalCreate()
        try await agent.management.install(BuiltModule.sample(sample), in: canister, argument: argument)
        return canister
    }

    func client(_ number: UInt8, nonce: UInt64 = 7, at canister: Principal) throws -> StandInClient {
        let client = try StandInClient(
            number, nonce: nonce, at: canister, through: gateway.principal, clock: clock)
        client.connect(to: gateway)
        return client
    }

    /// A client whose connection to PingPong is open: the open message and a first ping have come.
    func openClient(_ number: UInt8, at canister: Principal) async throws -> StandInClient {
        let client = try client(number, at: canister)
        try client.open()
        guard try await wait(until: { client.frames.count >= 3 }) else { throw NotOpen(end: client.end) }
        return client
    }

    struct NotOpen: Error { let end: SessionEnd? }

    /// What the client may believe of what it got: all of it is verified as clients do.
    func verified(by client: StandInClient) throws -> [ReceivedMessage.Body] {
        var receiver = MessageReceiver(
            clientKey: client.key,
            verifier: CertifiedMessageVerifier(canister: client.canister, certificates: agent.certificateVerifier))
        return try client.frames.dropFirst().map { frame in
            try receiver.receive(RelayedMessage(decoding: frame), at: clock.now).body
        }
    }

    /// Waits until something is so.
    ///
    /// - Returns: whether it came to be so within half a minute.
    func wait(until condition: () -> Bool) async throws -> Bool {
        for _ in 0..<3_000 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return condition()
    }
}
