extension Demonstration {
    func connect() throws {
        report.heading("Connect")
        try open(alice)
    }

    /// A client opens a connection through the gateway, and the canister answers with the open message and a ping.
    func open(_ client: StageClient) throws {
        let call = client.open(through: gateway.principal)
        report.step(
            client.name, "opens a connection", size: call.size, instructions: try call.outcome.accepted().instructions)
        let messages = try relay().messages
        try require(
            messages.map(\.service) == [.open(client.key), nil] && messages.last?.text == "ping",
            "\(client.name) expected the open message and a ping, got \(messages.map(\.summary))")
    }

    func talk() throws {
        report.heading("Talk")
        try send(alice, "sends \"hello\"", alice.say("hello"))
        try expectAnswers(["hello ping"])
        try send(alice, "sends \"are you there?\"", alice.say("are you there?"))
        try send(alice, "sends \"yes, you are\"", alice.say("yes, you are"))
        try expectAnswers(["are you there? ping", "yes, you are ping"])
    }

    /// The gateway polls, and a page brings exactly these texts.
    func expectAnswers(_ texts: [String]) throws {
        let messages = try relay().messages
        try require(
            messages.map(\.text) == texts, "expected the answers \(texts), got \(messages.map(\.summary))")
    }

    func disconnect() throws {
        report.heading("Disconnect")
        let call = gateway.close(alice)
        report.step(
            "gateway", "says that alice's socket is gone", size: call.size,
            instructions: try call.outcome.accepted().instructions)
        try sendRefused(alice, "sends \"hello?\"", alice.say("hello?"), because: "doesn't have an open connection")
        let messages = try relay().messages
        try require(messages.isEmpty, "expected no more messages, got \(messages.map(\.summary))")
    }
}
