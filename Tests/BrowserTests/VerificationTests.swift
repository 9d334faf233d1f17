import TestSupport
import Testing

/// Judged by `Tests/Browser/check_verification.py`.
@Suite("Certificates and messages, in the browser")
struct VerificationTests {
    @Test("are verified by the chat's page, and refused after any change", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await BrowserScript.judge(by: "check_verification", checks: 23, [Checkout.path("Canisters/Chat/Site")])
    }
}
