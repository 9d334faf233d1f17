import ICCertificates
import MessageVerification
import WebSocketProtocol

extension RunSession {
    /// Lets each gateway bring what the canister has for its client, which verifies it.
    ///
    /// - Parameter isAnswering: whether clients answer acknowledgements, as they do.
    /// - Returns: how many messages there were.
    @discardableResult
    func relay(isAnswering: Bool) throws -> Int {
        var count = 0
        for (_, connection) in connections.sorted(by: { $0.key < $1.key }) {
            let messages = try fetch(for: connection)
            count += messages.count
            guard isAnswering, messages.contains(where: \.isAcknowledgement) else { continue }
            try accept(connection.client.keepAlive().outcome)
            report(.keptAlive(client: connection.number))
        }
        return count
    }

    /// Takes all pages that are there.
    private func fetch(for connection: RunConnection) throws -> [ReceivedMessage] {
        var messages: [ReceivedMessage] = []
        var isEndOfQueue = false
        while !isEndOfQueue {
            let poll = try connection.gateway.poll()
            isEndOfQueue = poll.isEndOfQueue || poll.page.page.messages.isEmpty
            for relayed in poll.page.relayedMessages {
                let message = try connection.client.receive(frame: relayed.encoded, at: canister.time)
                messages.append(message)
                report(.received(client: connection.number, sequenceNumber: message.sequenceNumber, told(message.body)))
            }
        }
        return messages
    }

    private func told(_ body: ReceivedMessage.Body) -> RunMessage {
        switch body {
        case .service(let message): .service(message.summary)
        case .application(let content):
            interface.text(ofMessage: content).map { .value($0) } ?? .bytes(content.hex)
        }
    }
}

extension ReceivedMessage {
    fileprivate var isAcknowledgement: Bool {
        if case .service(.acknowledge) = body { true } else { false }
    }
}
