import MessageVerification
import WebSocketProtocol

/// A message that a client took.
struct Delivery {
    let client: StageClient
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
        service?.summary ?? text.map { "\"\($0)\"" } ?? "what is no application message"
    }
}
