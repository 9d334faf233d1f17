import Testing

/// Judged by `Tests/Wire/check_websocket_session.py`.
@Suite("WebSocket sessions, on the wire")
struct WebSocketSessionTests {
    @Test("are proved up to the signature")
    func judged() async throws {
        try await WireScript.judge(by: "check_websocket_session", checks: 11, modules: ["Conformance", "PingPong"])
    }
}
