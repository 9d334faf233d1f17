import WebSocketClient

extension Demonstration {
    /// Many messages at once: all answers come, in order, and proofs that they share are verified once.
    func sendBurst() async throws {
        let count = 50
        report.heading("Send \(count) messages at once")
        let client = try await connect("bob", as: bob, to: stage.pingPong)
        _ = try await receive(client)
        let start = ContinuousClock.now
        for number in 1...count { try client.send("message \(number)") }
        counts.withLock { $0.sent += count }
        report.step("bob", "sends \"message 1\" to \"message \(count)\"", time: ContinuousClock.now - start)
        var size = 0
        for number in 1...count {
            let message = try await receive(client)
            size += message.content.count
            let text = try client.value(of: message)["text"]?.text
            try require(
                text == "message \(number) ping", "expected the answer to message \(number), got \(text ?? "another")")
        }
        let work = client.socket.verificationWork
        report.step(
            "bob", "gets all \(count) answers, in order", size: size, time: ContinuousClock.now - start,
            verified: "\(work.certificates) signatures, \(work.trees) trees")
        await client.socket.close()
    }
}
