import Testing

/// Judged by `Tests/Wire/check_visibility.py`.
@Suite("What canisters' settings do, on the wire")
struct VisibilityTests {
    @Test("is what their controllers asked for", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await WireScript.judge(by: "check_visibility", checks: 8)
    }
}
