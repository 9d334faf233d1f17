import Testing

/// Judged by `Tests/Wire/check_delegations.py`.
@Suite("Delegations, on the wire")
struct DelegationTests {
    @Test("hold within their chain, time, targets and permissions")
    func judged() async throws {
        try await WireScript.judge(by: "check_delegations", checks: 17)
    }
}
