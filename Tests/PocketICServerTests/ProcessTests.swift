import Testing

/// Judged by `Tests/PocketIC/check_process.py`.
@Suite("The program pocket-ic", .timeLimit(.minutes(60)))
struct ProcessTests {
    @Test("keeps to the protocol of the port file, and ends in time")
    func judged() async throws {
        try await PocketICScript.judge(by: "check_process", checks: 7)
    }
}
