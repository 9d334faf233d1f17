import Candid
import WebSocketTransport

/// What the gateway answers to plain HTTP on the port for sockets.
struct OperationsPages: Sendable {
    let gateway: Principal
    let isAccepting: @Sendable () -> Bool
    let isNetworkReachable: @Sendable () -> Bool

    func answer(_ request: PlainHTTPRequest) -> PlainHTTPAnswer {
        guard request.method == "GET" else { return .methodNotAllowed }
        switch request.path {
        case "/health": return PlainHTTPAnswer(status: 200, text: "the process lives\n")
        case "/ready":
            guard isAccepting() else { return PlainHTTPAnswer(status: 503, text: "draining: no client is taken\n") }
            guard isNetworkReachable() else {
                return PlainHTTPAnswer(status: 503, text: "the network does not answer\n")
            }
            return PlainHTTPAnswer(status: 200, text: "ready\n")
        case "/": return PlainHTTPAnswer(status: 200, type: "text/html; charset=utf-8", text: page)
        default: return PlainHTTPAnswer(status: 404, text: "There are /, /health and /ready, and WebSockets.\n")
        }
    }

    private var page: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <title>IC WebSocket gateway</title>
        <h1>IC WebSocket gateway</h1>
        <p>This is a relay between WebSocket clients and canisters of the Internet Computer. Clients connect to this \
        address with <code>ws</code> or <code>wss</code>, and verify what they get: nobody has to trust the gateway.</p>
        <p>Its principal, which clients name in <code>ws_open</code>: <code>\(gateway)</code></p>
        </html>

        """
    }
}

extension PlainHTTPAnswer {
    /// For what is neither `GET` nor `HEAD`.
    static var methodNotAllowed: PlainHTTPAnswer {
        PlainHTTPAnswer(status: 405, fields: ["Allow": "GET, HEAD"], text: "GET and HEAD are all there is here.\n")
    }
}
