import WebSocketProtocol

extension Demonstration {
    /// The canister acknowledges, the client answers in time, and so the check leaves it connected.
    func keepConnectionAlive() throws {
        let interval = ProtocolNumbers.defaultAcknowledgementInterval / 1_000
        report.heading("Acknowledge: \(interval) seconds go by")
        try passTime(seconds: interval, "its timer acknowledges the clients' messages")
        let messages = try relay().messages
        try require(
            messages.map(\.service) == [.acknowledge(lastIncomingSequenceNumber: alice.lastSent)],
            "expected an acknowledgement of message \(alice.lastSent), got \(messages.map(\.summary))")
        try send(alice, "answers with a keep-alive", alice.keepAlive())

        let timeout = ProtocolNumbers.keepAliveTimeout / 1_000
        report.heading("Stay connected: \(timeout) more seconds go by")
        try passTime(seconds: timeout, "its timer looks for keep-alives")
        try require(try relay().messages.isEmpty, "the canister sent something after a keep-alive that came in time")
        try send(alice, "sends \"still here\"", alice.say("still here"))
        try expectAnswers(["still here ping"])
    }

    private func passTime(seconds: UInt64, _ what: String) throws {
        let executions = canister.passTime(seconds * 1_000_000_000)
        try require(!executions.isEmpty, "no timer of the canister fired in \(seconds) seconds")
        if let trap = executions.compactMap(\.trap).first { throw StageFailure("a timer trapped: \(trap.message)") }
        report.step("canister", what, instructions: executions.reduce(0) { $0 + $1.instructions })
    }
}
