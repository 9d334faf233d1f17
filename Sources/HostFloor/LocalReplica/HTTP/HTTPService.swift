import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// An HTTP server: that of a replica, or of what serves replicas in another way.
package final class HTTPService: Sendable {
    /// The port that it listens at.
    package let port: Int
    /// Where it answers, without a path: `http://127.0.0.1:4943`.
    package let url: String
    private let group: ServiceGroup
    private let running: Task<Void, Never>

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - connections: how many there can be at one time.
    package init(
        _ responder: some HTTPResponder<BasicRequestContext>, host: String, port: Int, connections: Int, log: Logger
    ) async throws(ReplicaError) {
        let start = ServerStart()
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(connections)),
            onServerRunning: { channel in start.note(.success(channel.localAddress?.port ?? port)) },
            logger: log)
        group = ServiceGroup(
            configuration: .init(services: [application], gracefulShutdownSignals: [], logger: log))
        running = Task { [group] in
            do { try await group.run() } catch {
                start.note(.failure(Self.failure(error, host: host, port: port)))
            }
            // Where it ended before it began, nobody may wait for it for ever.
            start.note(.failure(.stopped))
        }
        self.port = try await start.outcome().get()
        url = "http://\(host.contains(":") ? "[\(host)]" : host):\(self.port)"
    }

    /// Stops to listen, and waits until requests that are being answered are.
    package func stop() async {
        await group.triggerGracefulShutdown()
        await running.value
    }

    private static func failure(_ error: any Error, host: String, port: Int) -> ReplicaError {
        guard let error = error as? IOError else {
            return .cannotListen(host: host, port: port, reason: "\(error)")
        }
        if error.errnoCode == EADDRINUSE { return .portInUse(host: host, port: port) }
        return .cannotListen(host: host, port: port, reason: String(cString: strerror(error.errnoCode)))
    }

    /// After which a connection without a request is closed.
    private static let idleSeconds: Int64 = 120
}

/// How the start of a server ended, which is told once.
private final class ServerStart: Sendable {
    private let stream: AsyncStream<Result<Int, ReplicaError>>
    private let continuation: AsyncStream<Result<Int, ReplicaError>>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1)) }

    func note(_ outcome: Result<Int, ReplicaError>) { continuation.yield(outcome) }

    func outcome() async -> Result<Int, ReplicaError> {
        for await outcome in stream { return outcome }
        return .failure(.stopped)
    }
}
