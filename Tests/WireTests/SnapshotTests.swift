import Testing

/// Judged by `Tests/Wire/check_snapshots.py`.
@Suite("Snapshots of canisters, on the wire")
struct SnapshotTests {
    @Test("are taken, listed, loaded and deleted", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await WireScript.judge(by: "check_snapshots", checks: 9)
    }
}
