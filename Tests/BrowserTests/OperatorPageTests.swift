import TestSupport
import Testing

/// Judged by `Tests/Browser/check_operator_page.py`.
@Suite("The page for a gateway's operator")
struct OperatorPageTests {
    @Test("shows what goes on, to everybody, and asks nobody else", .timeLimit(.minutes(60)))
    func judged() async throws {
        let icws = try BuiltTool.icws.path(percentEncoded: false)
        try await BrowserScript.judge(by: "check_operator_page", checks: 9, [icws])
    }
}
