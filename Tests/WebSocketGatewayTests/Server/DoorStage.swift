import Candid
import Foundation
import Logging
import NIOPosix
import SocketTestSupport
import Synchronization

@testable import WebSocketGateway

/// A gateway that listens, with a network that says nothing.
struct DoorStage {
    let gateway: Gateway
    let server: GatewayServer
    let metrics = PrometheusMetrics.ofGateway()
    let isNetworkThere = Switch()

    final class Switch: Sendable {
        private let value = Atomic(true)
        var isOn: Bool {
            get { value.load(ordering: .relaxed) }
            set { value.store(newValue, ordering: .relaxed) }
        }
    }

    static let principal = Principal.managementCanister

    init(
        gateway configuration: GatewayConfiguration = GatewayConfiguration(),
        _ change: (inout GatewayServerConfiguration) -> Void = { _ in }
    ) async throws {
        var server = GatewayServerConfiguration()
        server.metrics = ListenAddress(host: "127.0.0.1", port: 0)
        server.probeInterval = .milliseconds(10)
        // So long that a machine with much to do changes nothing.
        server.listener.handshakeTimeout = .seconds(60)
        server.listener.connections.closeTimeout = .seconds(60)
        server.listener.connections.pingInterval = nil
        change(&server)
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        gateway = Gateway(
            network: QuietNetwork(), principal: Self.principal, configuration: configuration,
            metrics: GatewayMetrics(factory: metrics), logger: log)
        self.server = try await GatewayServer.start(
            gateway, server, metrics: metrics, logger: log, on: MultiThreadedEventLoopGroup.singleton,
            isNetworkReachable: { [isNetworkThere] in isNetworkThere.isOn })
    }

    /// A socket after its opening handshake, and the gateway's first frame where it sends one.
    func connect(fields: String = "") async throws -> (socket: RawSocket, first: HandmadeFrame?) {
        let socket = try await RawSocket.connect(port: server.endpoint.port)
        _ = try await socket.upgrade(fields: fields)
        return (socket, try await socket.receiveFrame())
    }

    /// The whole answer to a request.
    func get(_ path: String, method: String = "GET", port: Int? = nil) async throws -> String {
        let socket = try await RawSocket.connect(port: port ?? server.endpoint.port)
        try await socket.send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return String(decoding: try await socket.receiveAll(), as: UTF8.self)
    }

    /// Waits until something holds. The test's own time limit ends what never does.
    func wait(until condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }
}
