import CandidLanguage
import WebSocketClient

extension Demonstration {
    /// A client talks with PingPong, which answers each message with the same text and a ping.
    func talk() async throws {
        report.heading("Talk with PingPong")
        let client = try await connect("alice", as: alice, to: stage.pingPong)
        try await expect("ping", client)
        for text in ["hello", "are you there?", "yes, you are"] {
            let start = ContinuousClock.now
            try send(client, text, "sends \"\(text)\"")
            try await expect("\(text) ping", client)
            report.step("", "there and back", time: ContinuousClock.now - start)
        }
        await client.socket.close()
    }

    /// The next message of a client, which has to be this text.
    func expect(_ text: String, _ client: DemoClient) async throws {
        let message = try await receive(client)
        let found = try client.value(of: message)["text"]?.text ?? "something else"
        try require(found == text, "\(client.name) expected \"\(text)\", got \"\(found)\"")
        show(client, message, "\"\(text)\"")
    }

    /// Three clients meet in a room of Chat: all hear what each says.
    func chat() async throws {
        report.heading("Meet in a room of Chat")
        let clients = [
            try await connect("alice", as: alice, to: stage.chat), try await connect("bob", as: bob, to: stage.chat),
            try await connect("carol", as: carol, to: stage.chat),
        ]
        for (count, client) in clients.enumerated() {
            try send(client, "variant { Join = \"lobby\" }", "joins the lobby")
            for listener in clients[...count] { try await hear("Joined", listener) }
        }
        for (client, text) in zip(clients, ["hello, all", "hi alice", "what a lobby"]) {
            try send(client, "variant { Talk = record { room = \"lobby\"; text = \"\(text)\" } }", "says \"\(text)\"")
            for listener in clients { try await hear("Said", listener, text) }
        }
        for client in clients { await client.socket.close() }
    }

    private func hear(_ tag: String, _ client: DemoClient, _ text: String? = nil) async throws {
        let message = try await receive(client)
        let value = try client.value(of: message)
        guard let body = value[tag] else { throw StageFailure("\(client.name) expected \(tag), got \(value)") }
        if let said = body["message"], let author = said["author"]?.principal, let found = said["text"]?.text {
            try require(found == text, "\(client.name) expected \"\(text ?? "")\", got \"\(found)\"")
            show(client, message, "\"\(found)\" of \(author.text)")
        } else if let member = body["client"]?.principal {
            show(client, message, "that \(member.text) is in the lobby")
        } else {
            throw StageFailure("\(client.name) got what is no message of the room: \(value)")
        }
    }
}
