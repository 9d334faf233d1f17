import Candid
import Foundation
import ICAgent
import LocalReplica
import WebSocketProtocol

/// Measures the local replica, its state in a folder, over the HTTP interface. Who asks verifies each answer, in this
/// same process; so the figures are those of both together.
struct ReplicaBenchmark {
    private static let calls = 300
    private static let queries = 1_500
    private static let parallel = 32
    private static let idleCanisters = 100

    private let module: [UInt8]
    private let installArgument = CandidEncoder.encode(UInt64(50), UInt64(300_000))

    init(canisters: CanisterFolder) throws {
        module = try canisters.module("Conformance")
    }

    func measurements() async throws -> [Measurement] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "replica-benchmark-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = ReplicaConfiguration()
        configuration.stateDirectory = folder.path
        let replica = try await LocalReplica(configuration)
        let result: Result<[Measurement], any Error>
        do {
            let agent = try await Agent.forLocalNetwork(over: HTTPTransport(replica.url), identity: Ed25519Identity())
            result = .success(try await rates(agent) + [try await memory(agent)])
        } catch {
            result = .failure(error)
        }
        await replica.stop()
        return try result.get()
    }

    private func rates(_ agent: Agent) async throws -> [Measurement] {
        let canister = try await install(agent)
        let query = GetMessagesArguments(nonce: 0).encoded
        var rates: [Measurement] = []
        for parallel in [1, Self.parallel] {
            let kind = parallel == 1 ? "one after another" : "\(parallel) at once"
            // Each opens a connection that takes the place of the client's last one.
            rates.append(
                try await rate("updates, \(kind)", of: Self.calls, parallel, agent) { agent, number in
                    let argument = OpenArguments(clientNonce: UInt64(number), gateway: .anonymous).encoded
                    _ = try await agent.call(canister, "ws_open", argument)
                })
            rates.append(
                try await rate("queries, \(kind)", of: Self.queries, parallel, agent) { agent, _ in
                    _ = try await agent.query(canister, "ws_get_messages", query)
                })
        }
        return rates
    }

    /// Requests of several clients at once, each with a share of them.
    private func rate(
        _ what: String, of count: Int, _ clients: Int, _ agent: Agent,
        _ request: @escaping @Sendable (Agent, Int) async throws -> Void
    ) async throws -> Measurement {
        let agents = try (0..<clients).map { _ in agent.acting(as: try Ed25519Identity()) }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (first, agent) in agents.enumerated() {
                group.addTask {
                    for number in stride(from: first, to: count, by: clients) { try await request(agent, number) }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return Measurement(what: what, measured: "\(grouped(UInt64(Double(count) / seconds)))/s")
    }

    private func memory(_ agent: Agent) async throws -> Measurement {
        let before = try Self.residentBytes()
        for _ in 0..<Self.idleCanisters { _ = try await install(agent) }
        let bytes = try Self.residentBytes() - before
        return Measurement(
            what: "memory that \(Self.idleCanisters) idle canisters take", measured: "\(grouped(UInt64(max(bytes, 0)) >> 20)) MiB")
    }

    private func install(_ agent: Agent) async throws -> Principal {
        let management = Management(agent)
        let canister = try await management.provisionalCreate()
        try await management.install(module, in: canister, argument: installArgument)
        return canister
    }

    /// What this process has of the machine's memory.
    private static func residentBytes() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
