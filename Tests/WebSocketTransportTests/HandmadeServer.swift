import Foundation
import NIOPosix
import SocketTestSupport
import TestSupport
import Testing

@testable import WebSocketTransport

/// A server of which a test says every byte.
enum HandmadeServer {
    /// Lets a client connect to it.
    ///
    /// - Parameter server: gets the client's socket.
    static func meet(
        _ configuration: WebSocketClientConfiguration = WebSocketClientConfiguration(),
        receiver: Listening = Listening(), server: @escaping @Sendable (RawSocket) async throws -> Void
    ) async throws -> (result: Result<WebSocketConnection, WebSocketConnectError>, serving: Task<Void, any Error>) {
        let listener = try RawListener()
        let serving = Task { try await server(listener.accept()) }
        do throws(WebSocketConnectError) {
            let connection = try await WebSocketConnection.connect(
                to: WebSocketAddress("ws://127.0.0.1:\(listener.port)/path?a=b"), configuration: configuration,
                on: MultiThreadedEventLoopGroup.singleton, receive: { _ in receiver })
            return (.success(connection), serving)
        } catch {
            return (.failure(error), serving)
        }
    }

    /// The answer to an opening handshake. Its digest is Python's.
    static func answer(to request: String, fields: String = "") throws -> String {
        let field = "Sec-WebSocket-Key: "
        let line = try #require(request.components(separatedBy: "\r\n").first { $0.hasPrefix(field) })
        let program = """
            import base64, hashlib, sys
            digest = hashlib.sha1((sys.argv[1] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
            print(base64.b64encode(digest).decode(), end="")
            """
        let accept = try Program.output(of: ["python3", "-c", program, String(line.dropFirst(field.count))])
        return """
            HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r
            Sec-WebSocket-Accept: \(String(decoding: accept, as: UTF8.self))\r\n\(fields)\r\n
            """
    }
}
