import Testing

/// Judged by `Tests/Wire/check_cors.py`.
@Suite("Requests from pages of other origins, on the wire")
struct CrossOriginTests {
    @Test("preflights are answered, and all answers may be read")
    func judged() async throws {
        try await WireScript.judge(by: "check_cors", checks: 20)
    }
}
