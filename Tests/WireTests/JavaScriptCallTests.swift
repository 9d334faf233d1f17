import Testing

/// Judged by `Tests/Wire/check_javascript_calls.py`.
@Suite("The JavaScript agent's calls, on the wire")
struct JavaScriptCallTests {
    @Test("get what they demand")
    func judged() async throws {
        try await WireScript.judge(by: "check_javascript_calls", checks: 16)
    }
}
