import TestSupport
import Testing

/// Judged by `Tests/Browser/check_page_parts.py`.
@Suite("The chat's page, part by part")
struct PagePartsTests {
    @Test("speaks Candid, signs requests, keeps the order of a room, and believes no relay", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await BrowserScript.judge(by: "check_page_parts", checks: 37, [Checkout.path("Canisters/Chat/Site")])
    }
}
