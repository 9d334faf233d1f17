import TestSupport
import Testing

/// Judged by `Tests/Browser/check_chat_page.py`.
@Suite("The chat's page")
struct ChatPageTests {
    @Test("chats, says what is known of each message, and comes back when the gateway does", .timeLimit(.minutes(60)))
    func judged() async throws {
        let icws = try BuiltTool.icws.path(percentEncoded: false)
        try await BrowserScript.judge(by: "check_chat_page", checks: 15, [icws])
    }
}
