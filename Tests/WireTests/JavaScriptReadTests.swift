import Testing

/// Judged by `Tests/Wire/check_javascript_reads.py`.
@Suite("The JavaScript agent's queries and readings, on the wire")
struct JavaScriptReadTests {
    @Test("get what they demand")
    func judged() async throws {
        try await WireScript.judge(by: "check_javascript_reads", checks: 15)
    }
}
