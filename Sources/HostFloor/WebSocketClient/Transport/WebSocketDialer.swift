import NIOCore
import NIOPosix
import WebSocketTransport

/// Opens sockets over TCP, and over TLS for `wss`.
public struct WebSocketDialer: GatewayDialer {
    /// Times, limits, and whom to trust with TLS.
    public var configuration: WebSocketClientConfiguration

    private let group: any EventLoopGroup

    /// Makes a dialer.
    ///
    /// - Parameter group: the event loops; by default those that the process has anyway.
    public init(
        configuration: WebSocketClientConfiguration = WebSocketClientConfiguration(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.configuration = configuration
        self.group = group
    }

    public func open(_ address: String, for receiver: any GatewaySocketReceiver) async throws -> any GatewaySocket {
        let connection = try await WebSocketConnection.connect(
            to: WebSocketAddress(address), configuration: configuration, on: group
        ) { _ in TransportReceiver(receiver: receiver) }
        return TransportSocket(connection: connection)
    }
}

/// A connection of the transport, as a client's socket.
private struct TransportSocket: GatewaySocket {
    let connection: WebSocketConnection

    func send(_ frame: [UInt8]) -> Bool { connection.send(frame) }
    func close(code: UInt16, reason: String) { connection.close(code: code, reason: reason) }
    func pauseReading() { connection.pauseReading() }
    func resumeReading() { connection.resumeReading() }
}

/// Hands on what the transport tells.
private struct TransportReceiver: WebSocketReceiver {
    let receiver: any GatewaySocketReceiver

    func received(_ message: [UInt8]) { receiver.received(message) }

    func closed(_ end: WebSocketEnd) {
        let origin: CloseStatus.Origin =
            switch end.cause {
            case .peer: .gateway
            case .here: .here
            case .lost: .lost
            }
        receiver.closed(CloseStatus(origin, number: end.code, reason: end.reason))
    }
}
