import Testing

/// Judged by `Tests/Wire/check_settings.py`.
@Suite("Canisters' settings and status, on the wire")
struct SettingsTests {
    @Test("are what was asked for, with all that clients decode")
    func judged() async throws {
        try await WireScript.judge(by: "check_settings", checks: 14)
    }
}
