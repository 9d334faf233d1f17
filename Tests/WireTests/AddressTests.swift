import Testing

/// Judged by `Tests/Wire/check_addresses.py`.
@Suite("Wrong addresses and connections, on the wire")
struct AddressTests {
    @Test("are refused by the right status, with a text that tells why")
    func judged() async throws {
        try await WireScript.judge(by: "check_addresses", checks: 30)
    }
}
