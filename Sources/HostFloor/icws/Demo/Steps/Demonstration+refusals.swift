import MessageVerification
import WebSocketProtocol

extension Demonstration {
    /// What a relay could try, and why it does not get far.
    func refuseForgeries() throws {
        report.heading("Refuse what a gateway could forge")
        guard pages.count >= 2, let page = pages.last?.relayedMessages, page.count >= 2 else {
            throw StageFailure("there is no page to tamper with")
        }
        let message = page[0]
        let earlier = pages[pages.count - 2].relayedMessages[0]
        try forge(message.with(content: message.content.withChangedByte), "changes a byte of a message") {
            if case .contentNotProven = $0 { true } else { false }
        }
        try forge(message.with(tree: message.tree.withChangedByte), "changes a byte of the tree") {
            switch $0 {
            case .proof(.notCertified), .proof(.tree): true
            default: false
            }
        }
        try forge(message.with(content: page[1].content), "puts a message in another one's place") {
            if case .contentNotProven = $0 { true } else { false }
        }
        try forge(message.with(key: earlier.key), "moves a message to an earlier key") {
            if case .keyNotProven = $0 { true } else { false }
        }
        try forge(message, "sends a message a second time") {
            if case .sequenceNumber = $0 { true } else { false }
        }
        let late = canister.time + (ProtocolNumbers.maximumCertificateAge + 1_000) * 1_000_000
        try forge(message, "keeps a message back for five minutes", at: late) {
            if case .proof(.certificate(.tooOld)) = $0 { true } else { false }
        }
    }

    private func forge(
        _ message: RelayedMessage, _ what: String, at now: UInt64? = nil, isExpected: (MessageRefusal) -> Bool
    ) throws {
        let frame = message.encoded
        do {
            _ = try alice.receive(frame: frame, at: now ?? canister.time)
        } catch let refusal as MessageRefusal {
            try require(isExpected(refusal), "the gateway \(what): refused, but for another reason: \(refusal)")
            refusals += 1
            report.refused("gateway", what, size: frame.count, because: "\(refusal)")
            return
        }
        throw StageFailure("the gateway \(what): alice took it")
    }

    /// A client that leaves a number out loses its connection.
    func refuseDisorder() throws {
        report.heading("Refuse messages out of order")
        try open(bob)
        try send(bob, "sends \"first\"", bob.say("first"))
        try sendRefused(
            bob, "leaves out #2 and sends #3", bob.say("third", leavingOut: 1),
            because: "Expected incoming sequence number 2 but got 3")
        let messages = try relay().messages
        try require(
            messages.first?.text == "first ping" && messages.map(\.service) == [nil, .close(.wrongSequenceNumber)],
            "bob expected an answer and the close message, got \(messages.map(\.summary))")
        try sendRefused(bob, "sends \"sorry\"", bob.say("sorry"), because: "doesn't have an open connection")
    }
}

extension RelayedMessage {
    fileprivate func with(key: [UInt8]? = nil, content: [UInt8]? = nil, tree: [UInt8]? = nil) -> RelayedMessage {
        RelayedMessage(
            key: key ?? self.key, content: content ?? self.content, certificate: certificate, tree: tree ?? self.tree)
    }
}

extension [UInt8] {
    /// A copy with a bit of the last byte changed.
    fileprivate var withChangedByte: [UInt8] {
        guard let last else { return [0] }
        return dropLast() + [last ^ 1]
    }
}
