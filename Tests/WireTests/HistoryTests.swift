import Testing

/// Judged by `Tests/Wire/check_history.py`.
@Suite("Canisters' histories, on the wire")
struct HistoryTests {
    @Test("tell of each change, and who made it", .timeLimit(.minutes(10)))
    func judged() throws {
        try WireScript.judge(by: "check_history", checks: 7)
    }
}
