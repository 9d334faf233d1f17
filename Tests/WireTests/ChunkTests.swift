import Testing

/// Judged by `Tests/Wire/check_chunks.py`.
@Suite("Chunk stores, on the wire")
struct ChunkTests {
    @Test("keep what modules are installed from", .timeLimit(.minutes(60)))
    func judged() async throws {
        try await WireScript.judge(by: "check_chunks", checks: 9)
    }
}
