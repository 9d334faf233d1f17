import MessageVerification

/// What all steps do: clients call the canister, and the gateway brings them what it answers.
extension Demonstration {
    /// A client sends something that must be accepted.
    func send(_ client: StageClient, _ what: String, _ call: StageClient.Call) throws {
        let outcome = try call.outcome.accepted()
        sentMessages += 1
        report.step(client.name, what, size: call.size, instructions: outcome.instructions)
    }

    /// A client sends something that the canister must refuse.
    func sendRefused(_ client: StageClient, _ what: String, _ call: StageClient.Call, because reason: String) throws {
        guard let refusal = try call.outcome.refusal() else { throw StageFailure("\(client.name) \(what): accepted") }
        try require(
            refusal.contains(reason), "\(client.name) \(what): expected the refusal '\(reason)', got '\(refusal)'")
        refusals += 1
        report.refused(
            client.name, what, size: call.size, instructions: call.outcome.instructions, because: refusal)
    }

    /// The gateway polls once and relays what it gets to the clients, which verify it.
    ///
    /// "tree certified" says that the tree's root is the certified data in a certificate that is not too old.
    ///
    /// - Parameter isSummarized: whether the messages are told of in one line.
    /// - Returns: whether the queue is at its end, and what was received.
    func relay(isSummarized: Bool = false) throws -> (isEndOfQueue: Bool, messages: [Delivery]) {
        let poll = try gateway.poll()
        guard poll.proof != nil else {
            report.step("gateway", "polls: nothing new", size: poll.size, instructions: poll.instructions)
            return (poll.isEndOfQueue, [])
        }
        let count = poll.page.page.messages.count
        report.step(
            "gateway",
            "polls: \(count) message\(count == 1 ? "" : "s"), \(poll.isEndOfQueue ? "end of queue" : "more waiting")",
            size: poll.size, instructions: poll.instructions, verified: "tree certified; \(canister.signer.label)")
        let deliveries = try deliver(poll.page)
        record(poll.page)
        if isSummarized { summarize(deliveries) } else { deliveries.forEach(show) }
        return (poll.isEndOfQueue, deliveries)
    }

    private func deliver(_ page: CertifiedPage) throws -> [Delivery] {
        try zip(page.page.messages, page.relayedMessages).map { message, relayed in
            guard let client = [alice, bob].first(where: { $0.key == message.clientKey }) else {
                throw StageFailure("a message for nobody: \(message.clientKey.principal.text)")
            }
            let frame = relayed.encoded
            let received = try client.receive(frame: frame, at: canister.time)
            return Delivery(client: client, message: received, size: frame.count)
        }
    }

    private func show(_ delivery: Delivery) {
        report.step(
            delivery.client.name, "gets \(delivery.summary)", size: delivery.size,
            verified: "SHA-256, sequence number \(delivery.message.sequenceNumber)")
    }

    private func summarize(_ deliveries: [Delivery]) {
        guard let first = deliveries.first, let last = deliveries.last else { return }
        report.step(
            first.client.name, "gets \(first.summary) to \(last.summary)", size: deliveries.reduce(0) { $0 + $1.size },
            verified: "SHA-256, sequence numbers \(first.message.sequenceNumber) to \(last.message.sequenceNumber)")
    }
}
