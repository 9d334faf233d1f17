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
        // The instances first: who waits for one of them would hold a server up that answers him.
        await parts.instances.deleteAll()
        await parts.gateways.stopAll()
        await http.stop()
        // What requests made that were still being answered.
        await parts.instances.deleteAll()
        await parts.gateways.stopAll()
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

    /// Lets a gateway listen for an instance, which must still be there then.
    func startGateway(
        _ setting: RawGateway, for instance: Instance
    ) async throws(PocketICRefusal) -> HTTPGateways.Gateway {
        let gateway = try await gateways.start(setting, for: instance, noting: activity)
        do throws(PocketICRefusal) { _ = try await instances.instance(instance.id) } catch {
            // The instance was deleted meanwhile, and those of its gateways that were there.
            try? await gateways.stop(gateway.id)
            throw error
        }
        return gateway
    }
}
