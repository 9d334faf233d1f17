import Testing

/// Judged by `Tests/Gateway/check_operations.py`.
@Suite("A gateway's operation")
struct OperationTests {
    @Test("has one identity, answers probes, logs no contents, and ends with nothing open", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_operations", checks: 9)
    }
}
