import Testing

/// Judged by `Tests/Gateway/check_limits.py`.
@Suite("The limits of a gateway")
struct LimitTests {
    @Test("hold for each client alone", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_limits", checks: 7)
    }
}
