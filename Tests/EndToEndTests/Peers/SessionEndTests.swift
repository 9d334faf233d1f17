import Testing

/// Judged by `Tests/Gateway/check_endings.py`.
@Suite("The ends of an independent client's sessions")
struct SessionEndTests {
    @Test("tell the client why, and disturb nobody else", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_endings", checks: 7)
    }
}
