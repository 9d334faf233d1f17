import Logging
import Metrics
import NIOCore
import NIOPosix
import Synchronization
import WebSocketProtocol
import WebSocketTransport

/// Serves a gateway to clients: the port for sockets, with pages for probes, and the port for whoever runs it.
public final class GatewayServer: Sendable {
    private let gateway: Gateway
    private let door: Door
    private let probe: NetworkProbe
    private let probing: Task<Void, Never>
    private let sockets: WebSocketListener
    private let operatorPort: OperatorPort?

    /// Where sockets are taken.
    public var endpoint: ListenAddress { ListenAddress(host: sockets.host, port: sockets.port) }

    /// Where metrics are, and the operator's page.
    public var metricsEndpoint: ListenAddress? { operatorPort?.endpoint }

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - gateway: who gets the clients.
    ///   - metrics: where to count, and what is shown. One of its own for each gateway.
    ///   - group: the event loops.
    ///   - isNetworkReachable: asks the network whether it is there.
    /// - Throws: what the system says where it cannot listen.
    public static func start(
        _ gateway: Gateway, _ configuration: GatewayServerConfiguration, metrics: PrometheusMetrics, logger: Logger,
        on group: any EventLoopGroup, isNetworkReachable: @escaping @Sendable () async -> Bool
    ) async throws -> GatewayServer {
        let doorMetrics = DoorMetrics(factory: metrics)
        let door = Door(gateway, limits: configuration.admission, metrics: doorMetrics, log: logger)
        let probe = NetworkProbe(interval: configuration.probeInterval, log: logger, ask: isNetworkReachable)
        await probe.refresh()
        let pages = OperationsPages(
            gateway: gateway.principal, isAccepting: { door.keeper.isOpen }, isNetworkReachable: { probe.isReachable })
        var shown: (port: OperatorPort, observer: GatewayObserver)?
        if let address = configuration.metrics {
            let observer = GatewayObserver(gateway, door, probe, metrics, configuration)
            shown = (try await OperatorPort.start(at: address, showing: observer, on: group), observer)
        }
        do {
            let sockets = try await WebSocketListener.start(
                configuration.listener, on: group, reached: { doorMetrics.reached($0) }, answer: pages.answer,
                accept: door.accept)
            shown?.observer.note(sockets: sockets, page: shown?.port.endpoint)
            return GatewayServer(gateway, door, probe, sockets, shown?.port)
        } catch {
            await shown?.port.close()
            throw error
        }
    }

    private init(
        _ gateway: Gateway, _ door: Door, _ probe: NetworkProbe, _ sockets: WebSocketListener,
        _ operatorPort: OperatorPort?
    ) {
        self.gateway = gateway
        self.door = door
        self.probe = probe
        self.sockets = sockets
        self.operatorPort = operatorPort
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
        await operatorPort?.close()
    }
}
