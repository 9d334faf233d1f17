import Testing

/// Judged by `Tests/Gateway/check_order.py`.
@Suite("The order of messages")
struct OrderTests {
    @Test("holds for 10 clients that send 200 each as fast as they can", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_order", checks: 3)
    }
}
