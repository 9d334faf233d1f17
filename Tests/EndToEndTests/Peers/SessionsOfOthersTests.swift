import Testing

/// Judged by `Tests/Gateway/check_sessions.py`.
@Suite("Sessions of an independent client")
struct SessionsOfOthersTests {
    @Test("are what released clients expect, and are proved up to the signature", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_sessions", checks: 13)
    }
}
