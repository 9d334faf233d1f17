import MessageVerification
import WebSocketClient

extension Demonstration {
    /// A relay between client and gateway tries what it can, and is caught each time.
    func catchTampering() async throws {
        report.heading("Catch a relay that tampers")
        for tampering in Tampering.allCases {
            let client = try await DemoClient.connect(
                "carol", as: carol, to: stage.pingPong, through: stage.relay.address(for: tampering), on: stage,
                recording: false)
            _ = try await receive(client)
            for text in ["one", "two", "three"] { try client.send(text) }
            counts.withLock { $0.sent += 3 }
            let refusal = try await refusal(of: client, by: tampering)
            try require(
                tampering.isCaught(by: refusal),
                "the relay \(tampering.description): refused, but for another reason: \(refusal)")
            counts.withLock { $0.caught += 1 }
            report.refused("mallory", tampering.description, because: "carol hangs up: \(refusal)")
        }
    }

    /// Why the client hung up.
    private func refusal(of client: DemoClient, by tampering: Tampering) async throws -> MessageRefusal {
        do {
            // The honest messages before, and after some that the relay left alone.
            for _ in 0..<3 { _ = try await receive(client) }
        } catch let end as ConnectionEnd {
            guard case .refused(let refusal) = end else { throw end }
            return refusal
        }
        throw StageFailure("the relay \(tampering.description), and carol took it")
    }
}

extension Tampering {
    /// Whether that is the reason for which it has to be refused.
    fileprivate func isCaught(by refusal: MessageRefusal) -> Bool {
        switch (self, refusal) {
        case (.flip, .contentNotProven): true
        case (.swap, .sequenceNumber(let expected, let found)): found == expected + 1
        case (.drop, .sequenceNumber(let expected, let found)): found == expected + 1
        case (.replay, .sequenceNumber(let expected, let found)): found + 1 == expected
        default: false
        }
    }
}
