import Candid
import ICAgent
import LocalReplica
import Logging
import NIOPosix
import TestSupport
import WebSocketClient
import WebSocketGateway

/// A replica and a gateway in this process, between which and the clients there are real sockets.
struct LoopbackNetwork {
    let replica: LocalReplica

    /// Runs a body with a replica that is stopped behind it.
    static func run(_ body: (LoopbackNetwork) async throws -> Void) async throws {
        let replica = try await LocalReplica(ReplicaConfiguration())
        do { try await body(LoopbackNetwork(replica: replica)) } catch {
            await replica.stop()
            throw error
        }
        await replica.stop()
    }

    /// Installs a sample.
    func install(_ name: String) async throws -> Principal {
        let agent = try await Agent.forLocalNetwork(over: HTTPTransport(replica.url), identity: Ed25519Identity())
        let canister = try await agent.management.provisionalCreate()
        try await agent.management.install(BuiltModule.sample(name), in: canister)
        return canister
    }

    /// Starts a gateway.
    ///
    /// - Parameter port: 0 for any that is free.
    func gateway(port: Int = 0) async throws -> LoopbackGateway {
        let identity = try Ed25519Identity()
        let agent = try Agent(
            over: HTTPTransport(replica.url), identity: identity, rootOfTrust: .key(replica.rootKey),
            configuration: AgentNetwork.agentConfiguration)
        var log = Logger(label: "gateway")
        log.logLevel = .critical
        let metrics = PrometheusMetrics.ofGateway()
        let gateway = Gateway(
            network: AgentNetwork(agent), principal: identity.principal, metrics: GatewayMetrics(factory: metrics),
            logger: log)
        var configuration = GatewayServerConfiguration()
        configuration.listener.port = port
        let server = try await GatewayServer.start(
            gateway, configuration, metrics: metrics, logger: log, on: MultiThreadedEventLoopGroup.singleton,
            isNetworkReachable: { true })
        return LoopbackGateway(gateway: gateway, server: server)
    }

    func clientNetwork() throws -> ClientNetwork { .local(try HTTPTransport(replica.url)) }
}

/// A gateway that listens on this machine.
struct LoopbackGateway {
    let gateway: Gateway
    let server: GatewayServer

    var address: String { "ws://127.0.0.1:\(server.endpoint.port)" }

    /// Waits until nothing is open any more.
    ///
    /// - Returns: whether that came about, within half a minute.
    func isEmpty() async throws -> Bool {
        for _ in 0..<1_500 where gateway.counts != GatewayCounts() { try await Task.sleep(for: .milliseconds(20)) }
        return gateway.counts == GatewayCounts()
    }
}
