import Dispatch
import Synchronization

@testable import LocalReplica

/// Keeps the execution thread busy, as a long update does, until it is told to end.
final class Occupation: Sendable {
    private let begin = PendingEnd()
    private let release = DispatchSemaphore(value: 0)

    func hasBegun() async { await begin.wait() }

    func end() { release.signal() }

    func occupy() {
        begin.signal()
        release.wait()
    }
}

extension LocalReplica {
    func occupyThread(_ occupation: Occupation) async throws {
        try await thread.perform { (_: ReplicaLoop) throws(ReplicaError) in occupation.occupy() }
    }
}
