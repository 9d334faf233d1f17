import LocalReplica

/// The HTTP gateways of a server: each listens at a port of its own and passes requests on to one instance.
actor HTTPGateways {
    /// One of them.
    struct Gateway: Sendable {
        var id: Int
        var instance: Int
        var domains: [String]?
        fileprivate var http: HTTPService

        var port: Int { http.port }
    }

    private let configuration: PocketICConfiguration
    private var gateways: [Int: Gateway] = [:]
    private var count = 0
    private var pending = 0

    init(_ configuration: PocketICConfiguration) { self.configuration = configuration }

    /// All that run, in the order in which they were made.
    var all: [Gateway] { gateways.values.sorted { $0.id < $1.id } }

    /// Lets a gateway listen.
    ///
    /// - Parameter activity: where the requests are noted that it answers.
    func start(
        _ setting: RawGateway, for instance: Instance, noting activity: Activity
    ) async throws(PocketICRefusal) -> Gateway {
        guard setting.httpsConfig == nil else { throw .notSupported("'https_config' of an HTTP gateway") }
        let port = setting.port ?? 0
        guard (0...65_535).contains(port) else {
            throw .badRequest("The port of the gateway is \(port), where 0 to 65535 was expected.")
        }
        guard gateways.count + pending < configuration.limits.gateways else {
            throw PocketICRefusal(
                status: 429,
                message: "There are \(configuration.limits.gateways) HTTP gateways, which is the most: stop one first.")
        }
        pending += 1
        defer { pending -= 1 }
        let http: HTTPService
        do throws(ReplicaError) {
            http = try await HTTPService(
                GatewayResponder(instance: instance, activity: activity), host: setting.ipAddr ?? configuration.host,
                port: port, connections: configuration.limits.connections, log: configuration.log)
        } catch {
            throw PocketICRefusal(status: 502, message: "\(error)")
        }
        let gateway = Gateway(id: count, instance: instance.id, domains: setting.domains, http: http)
        count += 1
        gateways[gateway.id] = gateway
        return gateway
    }

    /// Ends a gateway.
    func stop(_ id: Int) async throws(PocketICRefusal) {
        guard let gateway = gateways.removeValue(forKey: id) else {
            throw .notFound("There is no HTTP gateway \(id).")
        }
        await gateway.http.stop()
    }

    /// Ends the gateways of an instance.
    func stopAll(of instance: Int) async { await stop { $0.instance == instance } }

    /// Ends all.
    func stopAll() async { await stop { _ in true } }

    private func stop(_ isChosen: (Gateway) -> Bool) async {
        let chosen = gateways.values.filter(isChosen)
        for gateway in chosen { gateways[gateway.id] = nil }
        for gateway in chosen { await gateway.http.stop() }
    }
}
