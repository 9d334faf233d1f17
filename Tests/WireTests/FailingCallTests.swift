import Testing

/// Judged by `Tests/Wire/check_failing_calls.py`.
@Suite("Update calls that fail, on the wire")
struct FailingCallTests {
    @Test("tell reject code, error code and whom it is about")
    func judged() async throws {
        try await WireScript.judge(by: "check_failing_calls", checks: 7)
    }
}
