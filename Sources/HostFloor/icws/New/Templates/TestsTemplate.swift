/// `NAMETests.swift`.
enum TestsTemplate {
    static func text(_ name: String) -> String {
        """
        import CanisterTesting
        import CanisterWebSockets
        import Testing

        @testable import \(name)

        @Suite("\(name)")
        struct \(name)Tests {
            let canister: TestCanister
            let client: WebSocketTestClient

            init() throws {
                canister = try TestCanister(\(name).self)
                client = WebSocketTestClient(of: canister)
                try client.open()
            }

            @Test("greets who connects, and answers")
            func answers() throws {
                try client.send(AppMessage(text: "hello"))
                #expect(try client.receive(as: AppMessage.self).map(\\.text) == ["welcome", "hello to you, too"])
            }

            @Test("notices when a client does not answer any more")
            func silence() throws {
                try client.stayAlive(for: .seconds(3_600))
                #expect(client.isOpen)
                canister.advance(by: .seconds(361))
                #expect(canister.log.last == "\\(client.principal) has gone")
            }
        }

        """
    }
}
