import Testing

/// Judged by `Tests/Gateway/check_crowds.py`.
@Suite("Crowds that leave at once")
struct CrowdTests {
    @Test("leave no session, poller, connection or memory behind", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_crowds", checks: 3)
    }
}
