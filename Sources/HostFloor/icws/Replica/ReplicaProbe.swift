import Foundation
import ICProtocol
import LocalReplica

/// Looks at the replica of a folder from outside.
struct ReplicaProbe {
    let folder: String
    var host = "127.0.0.1"

    /// What the replica says of itself; `nil` where none runs, or it does not answer yet.
    func facts() throws -> ReplicaFacts? {
        guard let process = StateDirectory.process(using: folder), let port = StateDirectory.port(of: folder) else {
            return nil
        }
        let status = try StatusResponse(decoding: try LoopbackRequest(host: host, port: port).get("/api/v2/status"))
        return ReplicaFacts(
            url: "http://\(host):\(port)", port: port, process: process, rootKey: status.rootKey ?? [],
            health: status.health ?? "unknown", height: status.certifiedHeight ?? 0)
    }
}
