import Candid
import ICAgent
import LocalReplica
import Logging
import NIOPosix
import WebSocketGateway

/// A replica in memory and a gateway in front of it, in this process, each at a free port.
final class LocalSystem: Sendable {
    let replica: LocalReplica
    let gateway: Gateway
    let server: GatewayServer
    /// Who deploys.
    let agent: Agent

    /// Starts both; where one fails nothing is left running.
    static func start() async throws -> LocalSystem {
        let replica = try await LocalReplica(ReplicaConfiguration())
        do {
            return try await LocalSystem(before: replica)
        } catch {
            await replica.stop()
            throw error
        }
    }

    private init(before replica: LocalReplica) async throws {
        let transport = try HTTPTransport(replica.url)
        let identity = try Ed25519Identity()
        let agent = try Agent(
            over: transport, identity: identity, rootOfTrust: .key(replica.rootKey),
            configuration: AgentNetwork.agentConfiguration)
        let metrics = PrometheusMetrics.ofGateway()
        let eventLoops = MultiThreadedEventLoopGroup.singleton
        let log = Self.quietLogger
        self.replica = replica
        self.agent = try await Agent.forLocalNetwork(over: transport, identity: Ed25519Identity())
        gateway = Gateway(
            network: AgentNetwork(agent), principal: identity.principal, metrics: GatewayMetrics(factory: metrics),
            logger: log, clock: EventLoopClock(eventLoops))
        var configuration = GatewayServerConfiguration()
        configuration.metrics = ListenAddress(host: "127.0.0.1", port: 0)
        configuration.network = replica.url
        server = try await GatewayServer.start(
            gateway, configuration, metrics: metrics, logger: log,
            on: eventLoops, isNetworkReachable: { true })
    }

    /// Errors alone: whoever uses the system reports the rest.
    private static var quietLogger: Logger {
        var log = Logger(label: "gateway", factory: StreamLogHandler.standardError(label:))
        log.logLevel = .error
        return log
    }

    /// Where clients connect.
    var address: String { "ws://\(server.endpoint.host):\(server.endpoint.port)" }

    /// The page for the gateway's operator.
    var operatorPage: String? { server.metricsEndpoint.map { "http://\($0)/" } }

    /// Makes a canister of a module.
    func deploy(_ module: DeployableModule) async throws -> Principal {
        let canister = try await agent.management.provisionalCreate()
        try await agent.management.install(module.bytes, in: canister)
        return canister
    }

    /// Stops both.
    func stop() async {
        await server.shutDown(within: .seconds(5))
        await replica.stop()
    }
}
