import Candid
import ICAgent
import Logging
import ServiceLifecycle
import WebSocketProtocol

/// A gateway: an untrusted relay between many clients and many canisters.
///
/// It holds sessions and pollers and does the protocol; sockets are given to it. As a service it runs until it is asked
/// to shut down, and closes all connections then.
///
/// ```swift
/// let gateway = Gateway(network: AgentNetwork(agent), principal: identity.principal, metrics: metrics, logger: log)
/// let session = gateway.accept(socket, from: "192.0.2.7")
/// session.received(frame)
/// ```
public final class Gateway: Sendable {
    /// Whom clients name in `ws_open`.
    public let principal: Principal

    let services: SessionServices

    /// Makes a gateway.
    ///
    /// - Parameters:
    ///   - network: the network of the canisters, asked in the gateway's name.
    ///   - principal: of the identity with which the network is asked.
    ///   - clock: tells all times and waits.
    public convenience init(
        network: any GatewayNetwork, principal: Principal,
        configuration: GatewayConfiguration = GatewayConfiguration(), metrics: GatewayMetrics = GatewayMetrics(),
        logger: Logger, clock: any AgentClock = SystemAgentClock()
    ) {
        self.init(
            GatewayEnvironment(
                network: network, principal: principal, configuration: configuration, metrics: metrics, log: logger,
                clock: clock, tasks: TaskStarter()))
    }

    init(_ environment: GatewayEnvironment) {
        principal = environment.principal
        services = SessionServices(
            environment: environment, directory: SessionDirectory(environment), closer: CanisterCloser(environment),
            relay: EnvelopeRelay(environment), check: EnvelopeCheck(gateway: environment.principal),
            handshake: GatewayHandshake(gateway: environment.principal).encoded)
    }

    /// What is open now.
    public var counts: GatewayCounts { services.environment.metrics.counts }

    /// Takes a client whose socket is open, and sends the handshake.
    ///
    /// - Parameter address: where the client comes from, for the log.
    /// - Returns: the session, which wants to know what comes from the socket.
    public func accept(_ socket: any ClientSocket, from address: String) -> ClientSession {
        let (session, isOpen) = services.directory.makeSession { id in
            ClientSession(id: id, socket: socket, address: address, services: services)
        }
        session.begin()
        if !isOpen { session.end(.goingAway, reason: Self.farewell) }
        return session
    }

    /// Takes no more clients, and closes all connections, with sockets and canisters, as fast as that goes.
    ///
    /// - Parameter code: what the clients are told.
    public func drain(telling code: CloseCode = .goingAway) {
        services.environment.log.notice(
            "the gateway takes no more clients", metadata: ["sessions": "\(counts.sessions)"])
        for session in services.directory.close() { session.end(code, reason: Self.farewell) }
    }

    /// The same, and waits until all connections are closed at the canisters, or the time is over.
    ///
    /// - Parameter grace: how long it waits.
    public func shutDown(within grace: Duration, telling code: CloseCode = .goingAway) async {
        let clock = services.environment.clock
        let end = clock.now.later(by: grace)
        drain(telling: code)
        while counts != GatewayCounts(), clock.now < end {
            guard (try? await clock.sleep(for: .milliseconds(20))) != nil else { break }
        }
        let counts = counts
        guard counts != GatewayCounts() else { return }
        services.environment.log.warning(
            "not all connections could be closed in time", metadata: ["left": "\(counts.canisterConnections)"])
    }

    private static let farewell = "the gateway stops"
}

extension Gateway: Service {
    /// Runs until the service group shuts down gracefully, or the task is cancelled; then closes all connections.
    public func run() async throws {
        // Cancelled or asked: both are the end.
        try? await gracefulShutdown()
        // Waits of a cancelled task would end at once.
        let environment = services.environment
        await environment.tasks.start { [self] in
            await shutDown(within: environment.configuration.shutdownGrace)
        }.value
    }
}
