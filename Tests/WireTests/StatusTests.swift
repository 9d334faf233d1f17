import Testing

/// Judged by `Tests/Wire/check_status.py`.
@Suite("A replica's status, on the wire")
struct StatusTests {
    @Test("tells the root key, to pages of other origins too")
    func judged() async throws {
        try await WireScript.judge(by: "check_status", checks: 12)
    }
}
