import NIOCore
import WebSocketTransport

/// The port for whoever runs a gateway: metrics, and a page that shows them.
final class OperatorPort: Sendable {
    private let listener: WebSocketListener
    private let sampling: Task<Void, Never>

    /// Where it is.
    var endpoint: ListenAddress { ListenAddress(host: listener.host, port: listener.port) }

    /// Starts to listen.
    static func start(
        at address: ListenAddress, showing observer: GatewayObserver, on group: any EventLoopGroup
    ) async throws -> OperatorPort {
        var configuration = WebSocketListenerConfiguration()
        configuration.host = address.host
        configuration.port = address.port
        configuration.maximumPendingHandshakes = 64
        configuration.maximumPendingHandshakesPerAddress = 16
        let pages = OperatorPages(observer)
        let listener = try await WebSocketListener.start(
            configuration, on: group, answer: { pages.answer($0) }, accept: nil)
        return OperatorPort(listener, observer)
    }

    private init(_ listener: WebSocketListener, _ observer: GatewayObserver) {
        self.listener = listener
        sampling = Task { await observer.run() }
    }

    deinit { sampling.cancel() }

    /// Listens no more.
    func close() async {
        sampling.cancel()
        await listener.close()
    }
}
