import Testing

/// Judged by `Tests/Gateway/check_frames.py`.
@Suite("WebSockets by hand")
struct RawSocketTests {
    @Test("are closed where RFC 6455 forbids what they send, and forgotten when they are cut", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_frames", checks: 23)
    }
}
