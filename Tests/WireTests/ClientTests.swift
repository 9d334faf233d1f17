import TestSupport
import Testing

/// The judges' own client is judged first: by worked examples and real certificates.
@Suite("The client that judges the wire")
struct ClientTests {
    @Test("agrees with the specification's examples, and takes real certificates and no changed ones")
    func judged() async throws {
        let outcome = try await OwnThreads.run {
            try PythonProgram.run("Wire/check_client.py", [Checkout.path("Tests/Vectors/certificates.json")])
        }
        WireScript.expect(outcome, checks: 7, of: "check_client", #_sourceLocation)
    }
}
