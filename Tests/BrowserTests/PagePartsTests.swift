import TestSupport
import Testing

/// Judged by `Tests/Browser/check_page_parts.py`.
@Suite("The chat's page, part by part")
struct PagePartsTests {
    @Test("speaks Candid, signs requests, and keeps the order of a room", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await BrowserScript.judge(by: "check_page_parts", checks: 23, [Checkout.path("Canisters/Chat/Site")])
    }
}
