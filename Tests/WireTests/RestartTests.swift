import TestSupport
import Testing

/// Judged by `Tests/Wire/check_restart.py`.
@Suite("A replica that is killed and started again")
struct RestartTests {
    @Test("has chunks, snapshots and histories", .timeLimit(.minutes(60)))
    func judged() async throws {
        let icws = try BuiltTool.icws.path(percentEncoded: false)
        let outcome = try await OwnThreads.run {
            try PythonProgram.run("Wire/check_restart.py", [icws])
        }
        WireScript.expect(outcome, checks: 2, of: "check_restart", #_sourceLocation)
    }
}
