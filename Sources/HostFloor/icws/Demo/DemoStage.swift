import Candid
import Foundation
import ICAgent
import LocalReplica
import Logging
import NIOPosix
import WebSocketGateway
import WebSocketTransport

/// What the demonstration runs on: a replica with two canisters, a gateway, and a relay that tampers.
final class DemoStage: Sendable {
    let replica: LocalReplica
    let gateway: Gateway
    let server: GatewayServer
    let relay: TamperingRelay
    let pingPong: DemoCanister
    let chat: DemoCanister
    /// What clients got.
    let recorder = DemoRecorder()

    /// Starts everything; what fails takes what was started with it.
    static func start(_ folder: CanisterFolder, _ report: DemoReport) async throws -> DemoStage {
        report.title("Canisters, a gateway and clients at work on this machine")
        report.heading("Start")
        let replica = try await report.timed("replica", "starts, with a root key of its own") {
            try await LocalReplica(ReplicaConfiguration())
        }
        do {
            let transport = try HTTPTransport(replica.url)
            let deployer = try await Agent.forLocalNetwork(over: transport, identity: Ed25519Identity())
            let pingPong = try await deploy("PingPong", folder, by: deployer, report)
            let chat = try await deploy("Chat", folder, by: deployer, report)
            let identity = try Ed25519Identity()
            let agent = try Agent(
                over: transport, identity: identity, rootOfTrust: .key(replica.rootKey),
                configuration: AgentNetwork.agentConfiguration)
            let metrics = PrometheusMetrics()
            let log = quietLogger
            let gateway = Gateway(
                network: AgentNetwork(agent), principal: identity.principal, metrics: GatewayMetrics(factory: metrics),
                logger: log)
            let server = try await report.timed("gateway", "starts, with an identity of its own") {
                try await GatewayServer.start(
                    gateway, GatewayServerConfiguration(), metrics: metrics, logger: log,
                    on: MultiThreadedEventLoopGroup.singleton, isNetworkReachable: { true })
            }
            let address = try WebSocketAddress("ws://\(server.endpoint.host):\(server.endpoint.port)")
            let relay = try await report.timed("mallory", "starts a relay between clients and gateway") {
                try await TamperingRelay.start(to: address, after: Demonstration.framesOfAnOpening)
            }
            return DemoStage(replica, gateway, server, relay, pingPong, chat)
        } catch {
            await replica.stop()
            throw error
        }
    }

    private init(
        _ replica: LocalReplica, _ gateway: Gateway, _ server: GatewayServer, _ relay: TamperingRelay,
        _ pingPong: DemoCanister, _ chat: DemoCanister
    ) {
        (self.replica, self.gateway, self.server, self.relay) = (replica, gateway, server, relay)
        (self.pingPong, self.chat) = (pingPong, chat)
    }

    private static func deploy(
        _ name: String, _ folder: CanisterFolder, by agent: Agent, _ report: DemoReport
    ) async throws -> DemoCanister {
        let module = try DeployableModule(name, in: URL(filePath: folder.path))
        let what = "creates a canister and installs \(name)"
        let id = try await report.timed("replica", what, size: module.bytes.count) {
            let id = try await agent.management.provisionalCreate()
            try await agent.management.install(module.bytes, in: id)
            return id
        }
        return DemoCanister(name: name, id: id, interface: module.interface)
    }

    /// Warnings alone: the report tells the rest.
    private static var quietLogger: Logger {
        var log = Logger(label: "gateway", factory: StreamLogHandler.standardError(label:))
        log.logLevel = .error
        return log
    }

    /// Where clients connect.
    var address: String { "ws://\(server.endpoint.host):\(server.endpoint.port)" }

    /// Stops everything, the last that was started first.
    func stop() async {
        await relay.close()
        await server.shutDown(within: .seconds(5))
        await replica.stop()
    }

    /// How to go on.
    func farewell(identity: String) -> [String] {
        let common = "--network \(replica.url) --identity \(identity)"
        return [
            "Everything is still running; Ctrl-C ends it.", "", "  network  \(replica.url)",
            "  gateway  \(address)  (and \(address.replacing("ws:", with: "http:"))/health)", "",
            "Talk with PingPong, a line each:",
            "  icws connect --gateway \(address) --canister \(pingPong.id.text) \(common)",
            "and with Chat, in Candid: variant { Join = \"lobby\" }",
            "  icws connect --gateway \(address) --canister \(chat.id.text) \(common)",
            "Through a relay that swaps two messages (or: flip, drop, replay):",
            "  icws connect --gateway \(relay.address(for: .swap)) --canister \(pingPong.id.text) \(common)",
            "Call a method:", "  icws call \(chat.id.text) rooms \(common)",
        ]
    }
}

/// A canister of the demonstration.
struct DemoCanister: Sendable {
    let name: String
    let id: Principal
    let interface: ModuleInterface
}
