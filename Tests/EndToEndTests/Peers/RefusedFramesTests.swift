import Testing

/// Judged by `Tests/Gateway/check_refusals.py`.
@Suite("Frames of clients that do not keep to the protocol")
struct RefusedFramesTests {
    @Test("end their own session, and take nothing from others", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_refusals", checks: 17)
    }
}
