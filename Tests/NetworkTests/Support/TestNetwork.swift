import Foundation
import ICAgent
import LocalReplica
import TestSupport
import Testing

/// A replica in this process, whose state goes with it.
struct TestNetwork {
    let replica: LocalReplica

    /// Runs a body with a replica that is stopped behind it.
    static func run(_ body: (TestNetwork) async throws -> Void) async throws {
        let replica = try await LocalReplica(ReplicaConfiguration())
        do { try await body(TestNetwork(replica: replica)) } catch {
            await replica.stop()
            throw error
        }
        await replica.stop()
    }

    func agent(_ identity: any Identity = AnonymousIdentity()) async throws -> Agent {
        try await Agent.forLocalNetwork(over: HTTPTransport(replica.url), identity: identity)
    }
}
