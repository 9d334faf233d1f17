import Testing

/// Judged by `Tests/Wire/check_gateway.py`.
@Suite("Canisters' pages, on the wire")
struct GatewayTests {
    @Test("are served over HTTP: by queries, updates and in pieces", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await WireScript.judge(by: "check_gateway", checks: 19)
    }
}
