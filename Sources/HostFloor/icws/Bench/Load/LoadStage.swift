import Candid
import Foundation
import ICAgent
import LocalReplica

/// A replica and a gateway, each in a process of its own, at free ports, in a folder that goes with them.
final class LoadStage: Sendable {
    let processes: BenchProcesses
    let replica: BenchProcess
    let gateway: BenchProcess
    let agent: Agent
    private let gatewayFacts: Told
    private let metricsAddress: ReplicaAddress
    private let rootKey: String

    /// What both tell of themselves when they run.
    private struct Told: Decodable {
        var url: String
        var rootKey: String?
        var metrics: String?
    }

    /// Starts both.
    ///
    /// - Parameters:
    ///   - folder: which the caller removes.
    ///   - gatewayTool: another build of this tool as the gateway.
    static func start(
        _ processes: BenchProcesses, clients: Int, in folder: URL, gatewayTool: String?
    ) async throws -> LoadStage {
        let state = folder.appending(path: "replica").path(percentEncoded: false)
        let replica = try processes.start(
            "the replica", ["bench-server", "replica", "start", "--port", "0", "--state-dir", state, "--json"])
        let told = try await replica.answer(Told.self, within: .seconds(60))
        let most = "\(clients + 100)"
        let gateway = try processes.start(
            "the gateway", tool: gatewayTool,
            [
                "bench-server", "gateway", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--network", told.url,
                "--identity", folder.appending(path: "gateway.pem").path(percentEncoded: false),
                "--max-connections", most, "--max-connections-per-address", most,
                "--max-connections-per-canister", most, "--log-level", "error", "--json",
            ])
        let facts = try await gateway.answer(Told.self, within: .seconds(60))
        let agent = try await Agent.forLocalNetwork(over: HTTPTransport(told.url), identity: Ed25519Identity())
        return try LoadStage(processes, replica, gateway, agent, facts, rootKey: told.rootKey ?? "")
    }

    private init(
        _ processes: BenchProcesses, _ replica: BenchProcess, _ gateway: BenchProcess, _ agent: Agent,
        _ gatewayFacts: Told, rootKey: String
    ) throws {
        guard let port = gatewayFacts.metrics.flatMap({ URL(string: $0)?.port }),
            let metricsAddress = ReplicaAddress(host: "127.0.0.1", port: port)
        else { throw StageFailure("the gateway does not tell where its metrics are") }
        self.processes = processes
        self.replica = replica
        self.gateway = gateway
        self.agent = agent
        self.gatewayFacts = gatewayFacts
        self.metricsAddress = metricsAddress
        self.rootKey = rootKey
    }

    /// Makes a canister of a module.
    func deploy(_ module: DeployableModule, arguments: String = "") async throws -> Principal {
        let canister = try await agent.management.provisionalCreate()
        try await agent.management.install(
            module.bytes, in: canister, argument: try module.interface.installationArgument(arguments))
        return canister
    }

    /// Starts processes for so many clients, and waits until they run.
    func crowd(of count: Int) async throws -> ClientProcesses {
        let crowd = try ClientProcesses(count, of: processes, gateway: gatewayFacts.url, rootKey: rootKey)
        try await crowd.begin()
        return crowd
    }

    /// What the gateway counts now.
    func gatewayFigures() throws -> GatewayFigures {
        GatewayFigures(String(decoding: try LoopbackRequest(metricsAddress).get("/metrics"), as: UTF8.self))
    }

    /// Waits until the gateway has no more connections at canisters than it had.
    func isClosed(downTo count: Double, within limit: Duration = .seconds(120)) async throws -> Bool {
        let end = ContinuousClock.now + limit
        while try gatewayFigures().canisterConnections > count {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: .milliseconds(50))
        }
        return true
    }

    func stop() { processes.end([gateway, replica]) }
}
