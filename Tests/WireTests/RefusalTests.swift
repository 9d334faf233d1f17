import Testing

/// Judged by `Tests/Wire/check_errors.py`.
@Suite("What is no request, on the wire")
struct RefusalTests {
    @Test("is refused by the right status, with a text that tells why")
    func judged() throws {
        try WireScript.judge(by: "check_errors", checks: 63)
    }
}
