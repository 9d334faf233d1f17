import NIOCore
import Synchronization
import WebSocketProtocol
import WebSocketTransport

/// The socket of a client, as its session sees it.
final class GatewaySocket: ClientSocket {
    private let connection: WebSocketConnection
    private let lastMessage: Atomic<UInt64>

    init(_ connection: WebSocketConnection) {
        self.connection = connection
        lastMessage = Atomic(NIODeadline.now().uptimeNanoseconds)
    }

    func send(_ frame: [UInt8]) -> Bool {
        noteMessage()
        return connection.send(frame)
    }

    func close(_ code: CloseCode, reason: String) { connection.close(code: code.rawValue, reason: reason) }
    func pauseReading() { connection.pauseReading() }
    func resumeReading() { connection.resumeReading() }

    /// A message has gone, or come.
    func noteMessage() { lastMessage.store(NIODeadline.now().uptimeNanoseconds, ordering: .relaxed) }

    /// How long there has been none.
    var idleTime: Duration {
        let now = NIODeadline.now().uptimeNanoseconds
        return .nanoseconds(now - min(now, lastMessage.load(ordering: .relaxed)))
    }
}
