import Testing

/// Judged by `Tests/Wire/check_management.py`.
@Suite("The management canister, on the wire")
struct ManagementTests {
    @Test("creates, installs, upgrades, stops and deletes")
    func judged() throws {
        try WireScript.judge(by: "check_management", checks: 20)
    }
}
