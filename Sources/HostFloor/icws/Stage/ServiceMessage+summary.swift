import WebSocketProtocol

extension ServiceMessage {
    /// What the message says, in words.
    var summary: String {
        switch self {
        case .open: "the open message"
        case .acknowledge(0): "the acknowledgement of no message"
        case .acknowledge(let number): "the acknowledgement of #1 to #\(number)"
        case .close(let reason): "close: \(reason), code \(reason.closeCode.rawValue)"
        case .keepAlive: "a keep-alive"
        }
    }
}
