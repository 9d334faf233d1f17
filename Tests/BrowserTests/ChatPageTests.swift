import TestSupport
import Testing

/// Judged by the scripts `Tests/Browser/check_chat_….py`, one browser at a time.
@Suite("The chat's page", .serialized)
struct ChatPageTests {
    @Test("shows what people say in rooms, and what is known of each message", .timeLimit(.minutes(60)))
    func conversations() async throws { try await judge(by: "check_chat_page", checks: 9) }

    @Test("comes back when the gateway does, and finds out who means ill", .timeLimit(.minutes(60)))
    func faults() async throws { try await judge(by: "check_chat_faults", checks: 3) }

    @Test("can be used by everybody, everywhere", .timeLimit(.minutes(60)))
    func access() async throws { try await judge(by: "check_chat_access", checks: 5) }

    private func judge(by script: String, checks count: Int) async throws {
        let icws = try BuiltTool.icws.path(percentEncoded: false)
        try await BrowserScript.judge(by: script, checks: count, [icws])
    }
}
