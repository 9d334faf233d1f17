import Testing

/// Judged by `Tests/Wire/check_composite.py`.
@Suite("Composite queries across canisters, on the wire")
struct CompositeQueryTests {
    @Test("are answered from one state", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await WireScript.judge(by: "check_composite", checks: 6)
    }
}
