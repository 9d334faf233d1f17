import Foundation
import ICProtocol
import LocalReplica

/// Looks at the replica of a folder from outside.
struct ReplicaProbe {
    let folder: String

    /// What the replica says of itself; `nil` where none runs, or it does not answer yet.
    func facts() throws -> ReplicaFacts? {
        guard let process = StateDirectory.process(using: folder),
            let address = StateDirectory.address(of: folder)?.reachable
        else { return nil }
        let status = try StatusResponse(decoding: try LoopbackRequest(address).get("/api/v2/status"))
        return ReplicaFacts(
            url: address.url, port: address.port, process: process, rootKey: status.rootKey ?? [],
            health: status.health ?? "unknown", height: status.certifiedHeight ?? 0)
    }
}
