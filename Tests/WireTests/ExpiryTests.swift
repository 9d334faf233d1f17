import Testing

/// Judged by `Tests/Wire/check_expiry.py`.
@Suite("The window of expiry, on the wire")
struct ExpiryTests {
    @Test("is kept for all kinds of requests")
    func judged() async throws {
        try await WireScript.judge(by: "check_expiry", checks: 23)
    }
}
