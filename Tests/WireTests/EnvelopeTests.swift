import Testing

/// Judged by `Tests/Wire/check_envelopes.py`.
@Suite("Envelopes, on the wire")
struct EnvelopeTests {
    @Test("are taken with each kind of key, and refused with anything wrong")
    func judged() async throws {
        try await WireScript.judge(by: "check_envelopes", checks: 23)
    }
}
