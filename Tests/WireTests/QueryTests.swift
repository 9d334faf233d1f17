import Testing

/// Judged by `Tests/Wire/check_queries.py`.
@Suite("Queries, on the wire")
struct QueryTests {
    @Test("are answered and signed")
    func judged() async throws {
        try await WireScript.judge(by: "check_queries", checks: 23)
    }
}
