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
/// try client.send(AppMessage(text: "hello"))
/// #expect(try client.receive(as: AppMessage.self).map(\.text) == ["hello yourself"])
///
/// try client.stayAlive(for: .seconds(3_600))    // an hour, with every acknowledgement answered
/// canister.advance(by: .seconds(361))           // one comes, and no answer to it
/// _ = try client.receive()
/// #expect(client.closeReason == .keepAliveTimeout)
/// ```
///
/// It verifies what it receives as a real client does, but for the signature of the certificate, which in a test is
/// none. Several clients of one canister are independent of each other, also where they share a gateway; give each a
/// principal of its own, as a principal has one connection.
public final class WebSocketTestClient {
    /// Who the client is.
    public let principal: Principal

    /// Names the connection: the principal, and a number that is another after ``reopen(nonce:gateway:)``.
    public private(set) var key: ClientKey

    /// Who the gateway is.
    public private(set) var gateway: Principal

    /// What the canister said of the connection itself, in order: that it is open, acknowledgements, that it is closed.
    /// It grows when the gateway fetches: with ``receive()`` and ``stayAlive(for:)``.
    public internal(set) var serviceMessages: [ServiceMessage] = []

    /// The sequence number of the last message that the canister took from this connection; 0 before the first.
    public private(set) var lastSentSequenceNumber: UInt64 = 0

    let canister: TestCanister
    var receiver: MessageReceiver
    /// The application's messages that came and were not asked for yet.
    var received: [[UInt8]] = []
    /// Whether an acknowledgement waits for its answer.
    var owesKeepAlive = false
    var nextNonce: UInt64 = 0

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
        self.receiver = Self.receiver(for: key, of: canister)
    }

    /// The canister refused something.
    public struct Refused: Error, CustomStringConvertible {
        /// The text of `WsResult.Err`.
        public let text: Text

        public var description: String { text.string }
    }

    private static func receiver(for key: ClientKey, of canister: TestCanister) -> MessageReceiver {
        let certificates = CertificateVerifier(signatureCheck: UncheckedSignature())
        return MessageReceiver(
            clientKey: key, verifier: CertifiedMessageVerifier(canister: canister.id, certificates: certificates))
    }
}

// MARK: - Opening and closing

extension WebSocketTestClient {
    /// Opens the connection: `ws_open`.
    public func open() throws {
        try call("ws_open", OpenArguments(clientNonce: key.nonce, gateway: gateway).encoded, from: principal)
    }

    /// Opens a new connection after, or in place of, the one before; sequence numbers begin anew.
    ///
    /// - Parameters:
    ///   - nonce: the number for the connection; the next one when nothing is said.
    ///   - newGateway: the gateway, which may be another.
    public func reopen(nonce: UInt64? = nil, gateway newGateway: Principal? = nil) throws {
        key = ClientKey(principal: principal, nonce: nonce ?? key.nonce &+ 1)
        gateway = newGateway ?? gateway
        receiver = Self.receiver(for: key, of: canister)
        lastSentSequenceNumber = 0
        serviceMessages = []
        received = []
        owesKeepAlive = false
        nextNonce = 0
        try open()
    }

    /// Closes the connection from the client's side: the gateway calls `ws_close`.
    public func close() throws {
        try call("ws_close", CloseArguments(clientKey: key).encoded, from: gateway)
        owesKeepAlive = false
    }

    /// Whether the canister said that the connection is open, and not that it is closed, as far as was received.
    public var isOpen: Bool { serviceMessages.contains(.open(key)) && closeReason == nil }

    /// Why the canister closed the connection; `nil` while it did not, as far as was received. A connection that the
    /// client or a later one of the same principal ended is not told of its end.
    public var closeReason: CloseReason? {
        if case .close(let reason) = serviceMessages.last { reason } else { nil }
    }
}

// MARK: - Sending

extension WebSocketTestClient {
    /// Sends one of the application's messages: `ws_message`.
    public func send(_ content: [UInt8]) throws {
        try send(content, isServiceMessage: false)
    }

    /// Sends a value in Candid as one of the application's messages.
    public func send(_ value: some CandidEncodable) throws {
        try send(CandidEncoder.encode(value))
    }

    /// Answers an acknowledgement: tells the canister that the client is there. Without it the canister closes the
    /// connection a minute after the acknowledgement.
    public func keepAlive() throws {
        let content = ServiceMessage.keepAlive(lastIncomingSequenceNumber: lastReceivedSequenceNumber).encoded
        try send(content, isServiceMessage: true)
        owesKeepAlive = false
    }

    private func send(_ content: [UInt8], isServiceMessage: Bool) throws {
        let number = lastSentSequenceNumber + 1
        let message = WebSocketMessage(
            clientKey: key, sequenceNumber: number, timestamp: canister.time, isServiceMessage: isServiceMessage,
            content: content)
        try call("ws_message", MessageArguments(message: message).encoded, from: principal)
        lastSentSequenceNumber = number
    }

    private func call(_ method: String, _ argument: [UInt8], from caller: Principal) throws {
        let decoder = try CandidDecoder(canister.update(method, argument, caller: caller).get())
        if case .error(let text) = try decoder.argument(WebSocketResult.self) { throw Refused(text: text) }
    }
}
