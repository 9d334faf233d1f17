import Testing

/// Judged by `Tests/Wire/check_read_state.py`.
@Suite("Readings of the state tree, on the wire")
struct ReadStateTests {
    @Test("show what was asked for, to whom it is shown")
    func judged() async throws {
        try await WireScript.judge(by: "check_read_state", checks: 42)
    }
}
