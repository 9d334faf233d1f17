import Candid
import CanisterExecution
import ICCertificates
import MessageVerification
import WebSocketProtocol

/// A client of a canister that is a WebSocket server, together with the gateway that relays for it.
///
/// ```swift
/// let client = WebSocketTestClient(of: canister)
/// try client.open()
/// try client.send([1, 2, 3])
/// #expect(try client.receive() == [[1, 2, 3]])
/// ```
///
/// It verifies what it receives as a real client does, but for the signature of the certificate, which in a test is
/// none. Several clients of one canister are independent of each other, also where they share a gateway.
public final class WebSocketTestClient {
    /// Who the client is.
    public let principal: Principal

    /// Names the connection.
    public let key: ClientKey

    /// Who the gateway is.
    public let gateway: Principal

    /// What the canister said of the connection itself, in order: that it is open, acknowledgements, that it is closed.
    public private(set) var serviceMessages: [ServiceMessage] = []

    private let canister: TestCanister
    private var receiver: MessageReceiver
    private var lastSent: UInt64 = 0
    private var nextNonce: UInt64 = 0

    /// Makes a client that is not connected yet.
    ///
    /// - Parameters:
    ///   - nonce: the number that the client chooses for the connection.
    public init(
        of canister: TestCanister, principal: Principal = .testUser(1), nonce: UInt64 = 1,
        gateway: Principal = .testUser(1_000_000)
    ) {
        self.canister = canister
        self.principal = principal
        self.key = ClientKey(principal: principal, nonce: nonce)
        self.gateway = gateway
        let certificates = CertificateVerifier(signatureCheck: UncheckedSignature())
        self.receiver = MessageReceiver(
            clientKey: key, verifier: CertifiedMessageVerifier(canister: canister.id, certificates: certificates))
    }

    /// The canister refused something.
    public struct Refused: Error, CustomStringConvertible {
        /// The text of `WsResult.Err`.
        public let text: Text

        public var description: String { text.string }
    }

    /// Opens the connection: `ws_open`.
    public func open() throws {
        try call("ws_open", OpenArguments(clientNonce: key.nonce, gateway: gateway).encoded, from: principal)
    }

    /// Sends one of the application's messages: `ws_message`.
    public func send(_ content: [UInt8]) throws {
        try send(content, isServiceMessage: false)
    }

    /// Answers an acknowledgement: tells the canister that the client is there.
    public func keepAlive() throws {
        let last = receiver.nextSequenceNumber - 1
        try send(ServiceMessage.keepAlive(lastIncomingSequenceNumber: last).encoded, isServiceMessage: true)
    }

    /// Closes the connection from the client's side: the gateway calls `ws_close`.
    public func close() throws {
        try call("ws_close", CloseArguments(clientKey: key).encoded, from: gateway)
    }

    /// Lets the gateway fetch what there is, verifies it, and gives the application's messages of this connection.
    /// Those about the connection itself go to ``serviceMessages``.
    public func receive() throws -> [[UInt8]] {
        var contents: [[UInt8]] = []
        var isEndOfQueue = false
        while !isEndOfQueue {
            let page = try poll()
            isEndOfQueue = page.isEndOfQueue
            nextNonce += UInt64(page.messages.count)
            let frames = CertifiedPage(canister: canister.id, page: page).relayedMessages
            for (message, frame) in zip(page.messages, frames) where message.clientKey == key {
                switch try receiver.receive(frame, at: canister.time).body {
                case .application(let content): contents.append(content)
                case .service(let message): serviceMessages.append(message)
                }
            }
        }
        return contents
    }

    private func poll() throws -> CertifiedMessages {
        let argument = GetMessagesArguments(nonce: nextNonce).encoded
        let reply = try canister.query("ws_get_messages", argument, caller: gateway).get()
        switch try GetMessagesResult(decoding: reply) {
        case .ok(let page): return page
        case .error(let text): throw Refused(text: text)
        }
    }

    private func send(_ content: [UInt8], isServiceMessage: Bool) throws {
        let message = WebSocketMessage(
            clientKey: key, sequenceNumber: lastSent + 1, timestamp: canister.time, isServiceMessage: isServiceMessage,
            content: content)
        try call("ws_message", MessageArguments(message: message).encoded, from: principal)
        lastSent += 1
    }

    private func call(_ method: String, _ argument: [UInt8], from caller: Principal) throws {
        var decoder = try CandidDecoder(canister.update(method, argument, caller: caller).get())
        if case .error(let text) = try decoder.argument(WebSocketResult.self) { throw Refused(text: text) }
    }
}
