import Testing

/// Judged by `Tests/Wire/check_history.py`.
@Suite("Canisters' histories, on the wire")
struct HistoryTests {
    @Test("tell of each change, and who made it", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await WireScript.judge(by: "check_history", checks: 7)
    }
}
