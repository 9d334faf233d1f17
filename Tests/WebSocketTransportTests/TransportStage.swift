import NIOCore
import NIOPosix
import Synchronization
import Testing
import SocketTestSupport

@testable import WebSocketTransport

/// What a receiver was told.
enum Heard: Sendable, Equatable {
    case message([UInt8])
    case control
    case end(WebSocketEnd)
}

/// Writes down what it is told, for a test to look at in order.
final class Listening: WebSocketReceiver {
    private let (stream, feed) = AsyncStream.makeStream(of: Heard.self)
    private let all = Mutex<[Heard]>([])
    private let onMessage: @Sendable ([UInt8]) -> Void

    init(onMessage: @escaping @Sendable ([UInt8]) -> Void = { _ in }) { self.onMessage = onMessage }

    func received(_ message: [UInt8]) {
        onMessage(message)
        note(.message(message))
    }

    func receivedControlFrame() { note(.control) }
    func closed(_ end: WebSocketEnd) {
        note(.end(end))
        feed.finish()
    }

    private func note(_ heard: Heard) {
        all.withLock { $0.append(heard) }
        feed.yield(heard)
    }

    var messages: [[UInt8]] {
        all.withLock { $0.compactMap { if case .message(let message) = $0 { message } else { nil } } }
    }

    /// What comes next. To be asked by one task alone.
    func next() async -> Heard? {
        for await heard in stream { return heard }
        return nil
    }

    /// The end, whatever comes before.
    func end() async -> WebSocketEnd? {
        for await case .end(let end) in stream { return end }
        return nil
    }
}

/// A listener whose connections a test takes one by one.
final class TransportStage: Sendable {
    struct Accepted: Sendable {
        let connection: WebSocketConnection
        let receiver: Listening
        let facts: HandshakeFacts
    }

    let listener: WebSocketListener
    private let accepted: AsyncStream<Accepted>

    var port: Int { listener.port }

    /// - Parameter receiver: makes the receiver of each connection.
    init(
        _ configuration: WebSocketListenerConfiguration = .patient,
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        receiver: @escaping @Sendable (WebSocketConnection) -> Listening = { _ in Listening() }
    ) async throws {
        let (stream, feed) = AsyncStream.makeStream(of: Accepted.self)
        accepted = stream
        listener = try await WebSocketListener.start(
            configuration, on: group,
            answer: { PlainHTTPAnswer(status: $0.path == "/here" ? 200 : 404, text: "\($0.method) \($0.path)") },
            accept: { connection, facts in
                let receiver = receiver(connection)
                feed.yield(Accepted(connection: connection, receiver: receiver, facts: facts))
                return receiver
            })
    }

    /// The next connection.
    func next() async throws -> Accepted {
        for await accepted in accepted { return accepted }
        throw CancellationError()
    }

    /// A socket after its opening handshake, and the connection that it made.
    func upgraded(receiveBuffer: Int32? = nil) async throws -> (RawSocket, Accepted) {
        let socket = try await RawSocket.connect(port: port, receiveBuffer: receiveBuffer)
        _ = try await socket.upgrade()
        return (socket, try await next())
    }

    /// A connection of this library's client to the listener.
    func connect(
        _ configuration: WebSocketClientConfiguration = WebSocketClientConfiguration(), scheme: String = "ws",
        host: String = "127.0.0.1", receiver: Listening = Listening()
    ) async throws -> WebSocketConnection {
        try await WebSocketConnection.connect(
            to: WebSocketAddress("\(scheme)://\(host):\(port)/"), configuration: configuration,
            on: MultiThreadedEventLoopGroup.singleton, receive: { _ in receiver })
    }
}

extension WebSocketListenerConfiguration {
    /// Waits so long that a machine with much to do changes nothing.
    static var patient: WebSocketListenerConfiguration {
        var configuration = WebSocketListenerConfiguration()
        configuration.handshakeTimeout = .seconds(60)
        configuration.connections.closeTimeout = .seconds(60)
        configuration.connections.pingInterval = nil
        return configuration
    }
}
