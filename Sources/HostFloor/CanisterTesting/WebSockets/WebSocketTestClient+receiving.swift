import Candid
import CanisterExecution
import ICCertificates
import MessageVerification
import WebSocketProtocol

extension WebSocketTestClient {
    /// The sequence number of the last message that came on this connection, service messages included; 0 before the
    /// first.
    public var lastReceivedSequenceNumber: UInt64 { receiver.nextSequenceNumber - 1 }

    /// Lets the gateway fetch what there is, verifies it, and gives the application's messages of this connection that
    /// were not given yet. Those about the connection itself go to ``serviceMessages``.
    ///
    /// - Throws: ``MessageRefusal`` where a real client would refuse a message, a `Reject` or ``Refused`` where the
    ///   canister does not answer the gateway.
    public func receive() throws -> [[UInt8]] {
        try fetch()
        defer { received = [] }
        return received
    }

    /// The same, with each message read as one value in Candid.
    ///
    /// - Throws: also ``UnreadableMessage``; all messages are then given another time.
    public func receive<Value: CandidDecodable>(as type: Value.Type) throws -> [Value] {
        try fetch()
        var values: [Value] = []
        for content in received {
            do throws(CandidError) {
                values.append(try decode(content, type))
            } catch {
                throw UnreadableMessage(error: error, content: content, expected: "\(type)")
            }
        }
        received = []
        return values
    }

    /// One of the application's messages is not of the expected type.
    public struct UnreadableMessage: Error, CustomStringConvertible {
        /// What is wrong with it.
        public let error: CandidError

        /// Its bytes.
        public let content: [UInt8]

        /// The Swift name of the expected type.
        public let expected: String

        public var description: String {
            "the message is not \(expected): \(error). It was \(content.excerpt)"
        }
    }

    /// Fetches all pages and verifies what is for this connection.
    func fetch() throws {
        let prefix = MessageKey.prefix(gateway: gateway)
        var isEndOfQueue = false
        while !isEndOfQueue {
            let page = try poll()
            isEndOfQueue = page.isEndOfQueue || page.messages.isEmpty
            let frames = CertifiedPage(canister: canister.id, page: page).relayedMessages
            for (message, frame) in zip(page.messages, frames) where message.clientKey == key {
                switch try receiver.receive(frame, at: canister.time).body {
                case .application(let content): received.append(content)
                case .service(let message): take(message)
                }
            }
            // The queue need not begin at the number that was asked for.
            if let last = page.messages.last, let nonce = MessageKey.nonce(of: last.key.bytes, prefix: prefix) {
                nextNonce = nonce + 1
            }
        }
    }

    private func take(_ message: ServiceMessage) {
        serviceMessages.append(message)
        if case .acknowledge = message { owesKeepAlive = true }
    }

    private func poll() throws -> CertifiedMessages {
        let argument = GetMessagesArguments(nonce: nextNonce).encoded
        let reply = try canister.query("ws_get_messages", argument, caller: gateway).get()
        switch try GetMessagesResult(decoding: reply) {
        case .ok(let page): return page
        case .error(let text): throw Refused(text: text)
        }
    }
}
