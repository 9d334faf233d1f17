import Testing

/// The judges' own client is judged first, by `Tests/Gateway/check_peer.py`.
@Suite("The client that judges the gateway")
struct PeerTests {
    @Test("takes and refuses what the released JavaScript client does", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await PeerScript.judge(by: "check_peer", checks: 7)
    }
}
