import Testing

/// Judged by `Tests/Wire/check_expiry.py`.
@Suite("The window of expiry, on the wire")
struct ExpiryTests {
    @Test("is kept for all kinds of requests")
    func judged() throws {
        try WireScript.judge(by: "check_expiry", checks: 23)
    }
}
