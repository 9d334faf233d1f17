import LocalReplica

/// A server that speaks a subset of the REST interface of PocketIC: its clients make instances, each a ``LocalReplica``
/// in memory with time that is told, and drive them.
///
/// ```swift
/// let server = try await PocketICServer(PocketICConfiguration())
/// print(server.url)  // http://127.0.0.1:40567
/// await server.stop()
/// ```
///
/// Senders are believed what they say, and whoever reaches the server can do everything: it is for tests.
public final class PocketICServer: Sendable {
    /// Where it answers, without a path.
    public let url: String
    /// The port.
    public let port: Int

    private let parts: ServerParts
    private let http: HTTPService

    /// Starts a server, which answers when this returns.
    public init(_ configuration: PocketICConfiguration) async throws(ReplicaError) {
        parts = ServerParts(configuration)
        http = try await HTTPService(
            PocketICResponder(parts: parts), host: configuration.host, port: configuration.port,
            connections: configuration.limits.connections, log: configuration.log)
        (port, url) = (http.port, http.url)
    }

    /// For how long no request was answered; zero while one is.
    public var idleTime: Duration { parts.activity.idleTime }

    /// Ends all instances and gateways, and stops to answer.
    public func stop() async {
        await parts.gateways.stopAll()
        await parts.instances.deleteAll()
        await http.stop()
    }
}

/// What the routes of a server work on.
struct ServerParts: Sendable {
    let configuration: PocketICConfiguration
    let instances: InstanceRegistry
    let gateways: HTTPGateways
    let blobs: BlobStore
    let activity = Activity()

    init(_ configuration: PocketICConfiguration) {
        self.configuration = configuration
        blobs = BlobStore(configuration.limits)
        instances = InstanceRegistry(configuration, blobs: blobs)
        gateways = HTTPGateways(configuration)
    }
}
