import Testing

/// Judged by `Tests/Wire/check_calls.py`.
@Suite("Update calls, on the wire")
struct CallTests {
    @Test("are answered, certified and not repeated, by all three versions")
    func judged() async throws {
        try await WireScript.judge(by: "check_calls", checks: 25)
    }
}
