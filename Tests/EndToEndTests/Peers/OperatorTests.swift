import Testing

/// Judged by `Tests/Gateway/check_operator.py` and `Tests/Gateway/check_operator_files.py`.
@Suite("What a gateway tells its operator")
struct OperatorTests {
    @Test("is what was done", .timeLimit(.minutes(60)))
    func figures() async throws {
        try await PeerScript.judge(by: "check_operator", checks: 6)
    }

    @Test("is what alerts and board speak of", .timeLimit(.minutes(60)))
    func files() async throws {
        try await PeerScript.judge(by: "check_operator_files", checks: 3)
    }
}
