import Foundation
import NIOHTTP1

/// The opening handshake of a client (RFC 6455, section 4.2.1). The version and the number of keys are checked before.
enum OpeningRequest {
    static func isValid(_ head: HTTPRequestHead) -> Bool {
        let key = head.headers.first(name: "Sec-WebSocket-Key").flatMap { Data(base64Encoded: $0) }
        return head.method == .GET && head.version == .http1_1 && key?.count == 16
            && head.headers[canonicalForm: "Connection"].contains { $0.lowercased() == "upgrade" }
            && head.headers[canonicalForm: "Upgrade"].contains { $0.lowercased() == "websocket" }
    }
}
