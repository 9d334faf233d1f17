import MessageVerification
import WebSocketProtocol

/// A message that a client took.
struct Delivery {
    let client: DemoClient
    let message: ReceivedMessage
    /// Bytes of the frame.
    let size: Int

    /// What the application said; nil for service messages.
    var text: String? {
        guard case .application(let content) = message.body else { return nil }
        return try? DemoMessage(decoding: content).text.string
    }

    /// What is said of the connection itself; nil for the application's messages.
    var service: ServiceMessage? {
        guard case .service(let service) = message.body else { return nil }
        return service
    }

    /// What the message says, in words.
    var summary: String {
        switch service {
        case .open: "the open message"
        case .acknowledge(let number): "the acknowledgement of #1 to #\(number)"
        case .close(let reason): "close: \(reason), code \(reason.closeCode.rawValue)"
        case .keepAlive: "a keep-alive"
        case nil: text.map { "\"\($0)\"" } ?? "what is no application message"
        }
    }
}
