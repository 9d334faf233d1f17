import Foundation
import ICAgent
import LocalReplica
import TestSupport

/// A canister on a replica in this process, with an agent that may call it.
struct TestCanister {
    let agent: Agent
    let id: Principal

    /// Installs a module, and runs a body before the replica goes with all that it has.
    static func run(_ module: [UInt8], _ body: (TestCanister) async throws -> Void) async throws {
        let replica = try await LocalReplica(ReplicaConfiguration())
        do {
            let agent = try await Agent.forLocalNetwork(over: HTTPTransport(replica.url), identity: Ed25519Identity())
            let id = try await agent.management.provisionalCreate()
            try await agent.management.install(module, in: id)
            try await body(TestCanister(agent: agent, id: id))
        } catch {
            await replica.stop()
            throw error
        }
        await replica.stop()
    }
}
