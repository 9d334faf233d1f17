import Testing

/// Judged by `Tests/Wire/check_chunks.py`.
@Suite("Chunk stores, on the wire")
struct ChunkTests {
    @Test("keep what modules are installed from", .timeLimit(.minutes(10)))
    func judged() throws {
        try WireScript.judge(by: "check_chunks", checks: 9)
    }
}
