import Testing

/// Judged by `Tests/PocketIC/check_rest.py`.
@Suite("The REST interface of PocketIC, on the wire", .timeLimit(.minutes(60)))
struct RESTTests {
    @Test("answers at each route, and refuses by name what is not supported or no request")
    func judged() async throws {
        try await PocketICScript.judge(by: "check_rest", checks: 17, files: ["build/canisters/Conformance.wasm"])
    }
}
