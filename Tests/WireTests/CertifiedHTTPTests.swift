import Testing

/// Judged by `Tests/Wire/check_certified_http.py`.
@Suite("A canister's certified files, on the wire")
struct CertifiedHTTPTests {
    @Test("are verified as gateways do it, beside WebSockets and over upgrades", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await WireScript.judge(by: "check_certified_http", checks: 9, testModules: ["Pages", "PagesLater"])
    }
}
