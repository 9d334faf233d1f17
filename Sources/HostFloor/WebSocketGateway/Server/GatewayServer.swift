import Logging
import Metrics
import NIOCore
import NIOPosix
import Synchronization
import WebSocketProtocol
import WebSocketTransport

/// Serves a gateway to clients: the port for sockets, with pages for whoever runs it, and the port for metrics.
public final class GatewayServer: Sendable {
    private let gateway: Gateway
    private let door: Door
    private let probe: NetworkProbe
    private let probing: Task<Void, Never>
    private let sockets: WebSocketListener
    private let metrics: WebSocketListener?

    /// Where sockets are taken.
    public var endpoint: ListenAddress { ListenAddress(host: sockets.host, port: sockets.port) }

    /// Where metrics are.
    public var metricsEndpoint: ListenAddress? { metrics.map { ListenAddress(host: $0.host, port: $0.port) } }

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - gateway: who gets the clients.
    ///   - metrics: where to count, and what is shown.
    ///   - group: the event loops.
    ///   - isNetworkReachable: asks the network whether it is there.
    /// - Throws: what the system says where it cannot listen.
    public static func start(
        _ gateway: Gateway, _ configuration: GatewayServerConfiguration, metrics: PrometheusMetrics, logger: Logger,
        on group: any EventLoopGroup, isNetworkReachable: @escaping @Sendable () async -> Bool
    ) async throws -> GatewayServer {
        let door = Door(
            gateway, limits: configuration.admission, metrics: DoorMetrics(factory: metrics), log: logger)
        let probe = NetworkProbe(interval: configuration.probeInterval, log: logger, ask: isNetworkReachable)
        await probe.refresh()
        let pages = OperationsPages(
            gateway: gateway.principal, isAccepting: { door.keeper.isOpen }, isNetworkReachable: { probe.isReachable })
        var shown: WebSocketListener?
        if let endpoint = configuration.metrics {
            var listener = WebSocketListenerConfiguration()
            listener.host = endpoint.host
            listener.port = endpoint.port
            listener.maximumPendingHandshakes = 64
            listener.maximumPendingHandshakesPerAddress = 16
            shown = try await WebSocketListener.start(
                listener, on: group, answer: { Self.answer($0, $1, metrics) }, accept: nil)
        }
        do {
            let sockets = try await WebSocketListener.start(
                configuration.listener, on: group, answer: pages.answer, accept: door.accept)
            return GatewayServer(gateway, door, probe, sockets, shown)
        } catch {
            await shown?.close()
            throw error
        }
    }

    private init(
        _ gateway: Gateway, _ door: Door, _ probe: NetworkProbe, _ sockets: WebSocketListener,
        _ metrics: WebSocketListener?
    ) {
        self.gateway = gateway
        self.door = door
        self.probe = probe
        self.sockets = sockets
        self.metrics = metrics
        probing = Task { await probe.run() }
    }

    deinit { probing.cancel() }

    /// Event loops for a process of its own.
    ///
    /// - Parameter threads: how many; as many as the machine has cores where it is not said.
    public static func eventLoops(threads: Int?) -> any EventLoopGroup {
        MultiThreadedEventLoopGroup(numberOfThreads: threads ?? System.coreCount)
    }

    /// How many sockets are in.
    public var socketCount: Int { door.keeper.count }

    /// Lets nobody in any more, tells the clients to go, and closes their connections at the canisters. It goes on
    /// answering HTTP, and is not ready.
    public func drain() {
        door.keeper.close()
        gateway.drain()
    }

    /// Drains, waits until all is closed or the time is over, and stops to listen.
    public func shutDown(within grace: Duration) async {
        door.keeper.close()
        let end = ContinuousClock.now + grace
        await gateway.shutDown(within: grace)
        // The last close frames are still on their way.
        while socketCount > 0, ContinuousClock.now < end {
            guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { break }
        }
        probing.cancel()
        await sockets.close()
        await metrics?.close()
    }

    private static func answer(_ method: String, _ path: String, _ metrics: PrometheusMetrics) -> PlainHTTPAnswer {
        guard method == "GET", path == "/metrics" else {
            return PlainHTTPAnswer(status: 404, text: "There is GET /metrics.\n")
        }
        return PlainHTTPAnswer(status: 200, type: PrometheusText.type, text: metrics.text + ProcessFigures.text)
    }
}
