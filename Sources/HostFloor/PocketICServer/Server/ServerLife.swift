import Logging
import ServiceLifecycle

extension PocketICServer {
    /// Runs until no request was answered for a while, or the process is asked to end by `SIGINT` or `SIGTERM`; then
    /// stops.
    ///
    /// - Parameter idleTime: after which it ends.
    public func run(untilIdleFor idleTime: Duration, log: Logger) async throws {
        let watch = ServiceGroupConfiguration.ServiceConfiguration(
            service: IdleWatch(server: self, limit: idleTime), successTerminationBehavior: .gracefullyShutdownGroup)
        let group = ServiceGroup(
            configuration: .init(services: [watch], gracefulShutdownSignals: [.sigint, .sigterm], logger: log))
        do { try await group.run() } catch {
            await stop()
            throw error
        }
        await stop()
    }
}

/// Looks once a second whether a server is still used.
private struct IdleWatch: Service {
    let server: PocketICServer
    let limit: Duration

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while server.idleTime <= limit, !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
