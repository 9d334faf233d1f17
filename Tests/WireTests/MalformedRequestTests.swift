import Testing

/// Judged by `Tests/Wire/check_malformed.py`.
@Suite("What is no request, on the wire")
struct MalformedRequestTests {
    @Test("is refused with a text that tells why")
    func judged() async throws {
        try await WireScript.judge(by: "check_malformed", checks: 35)
    }
}
