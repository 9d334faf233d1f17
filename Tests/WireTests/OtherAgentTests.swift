import Testing

/// Judged by `Tests/Wire/check_icp_py_core.py`.
@Suite("An agent of others, on the wire")
struct OtherAgentTests {
    @Test("creates, installs, upgrades, calls, queries; its certificates verify")
    func judged() async throws {
        try await WireScript.judge(by: "check_icp_py_core", checks: 12)
    }
}
