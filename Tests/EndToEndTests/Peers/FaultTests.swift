import Testing

/// Judged by `Tests/Gateway/check_faults.py`.
@Suite("Faults of canisters, replica and gateway")
struct FaultTests {
    @Test("end those sessions that were lost, and no others", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_faults", checks: 11)
    }
}
