import Testing

/// Judged by `Tests/PocketIC/check_client.py`.
@Suite("The client of PocketIC that is on PyPI", .timeLimit(.minutes(60)))
struct ClientTests {
    @Test("runs WebSocket sessions on instances, and all else that it can do")
    func judged() async throws {
        try await PocketICScript.judge(
            by: "check_client", checks: 14,
            files: ["build/canisters/Conformance.wasm", "build/canisters/Conformance.did"])
    }
}
