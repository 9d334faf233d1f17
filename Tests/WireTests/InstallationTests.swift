import Testing

/// Judged by `Tests/Wire/check_installation.py`.
@Suite("Installing and deleting, on the wire")
struct InstallationTests {
    @Test("keeps and empties what it has to")
    func judged() async throws {
        try await WireScript.judge(by: "check_installation", checks: 8)
    }
}
