import Candid
import ICCertificates
import WebSocketProtocol

/// A client's side of a connection, as far as it takes messages: lets through what the canister sent on this
/// connection, each message once and in order.
///
/// A refusal means that the relay is at fault or the connection broken: the client closes it and shows nothing of the
/// message (``WebSocketProtocol/CloseCode/protocolError``).
public struct MessageReceiver: Sendable {
    /// The connection.
    public let clientKey: ClientKey

    /// The sequence number that the next message must have.
    public private(set) var nextSequenceNumber = ProtocolNumbers.firstSequenceNumber

    private var verifier: CertifiedMessageVerifier

    /// How many certificates and trees had to be verified so far.
    public var work: VerificationWork { verifier.work }

    /// Makes a receiver for a connection that was just opened.
    public init(clientKey: ClientKey, verifier: CertifiedMessageVerifier) {
        self.clientKey = clientKey
        self.verifier = verifier
    }

    /// Takes the next message. After a refusal all is as it was before.
    ///
    /// - Parameter now: nanoseconds since 1970.
    public mutating func receive(
        _ relayed: RelayedMessage, at now: UInt64
    ) throws(MessageRefusal) -> ReceivedMessage {
        let verified = try verifier.verify(relayed, at: now)
        let message = verified.message
        guard message.clientKey == clientKey else { throw .otherConnection(message.clientKey) }
        guard message.sequenceNumber == nextSequenceNumber else {
            throw .sequenceNumber(expected: nextSequenceNumber, found: message.sequenceNumber)
        }
        let body = try body(of: message)
        nextSequenceNumber += 1
        return ReceivedMessage(
            sequenceNumber: message.sequenceNumber, timestamp: message.timestamp, body: body,
            certifiedAt: verified.certifiedAt, signature: verified.signature)
    }

    private func body(of message: WebSocketMessage) throws(MessageRefusal) -> ReceivedMessage.Body {
        guard message.isServiceMessage else { return .application(message.content) }
        let service: ServiceMessage
        do throws(CandidError) { service = try ServiceMessage(decoding: message.content) } catch {
            throw .serviceMessage(error)
        }
        switch service {
        case .open(let key):
            guard key == clientKey else { throw .otherConnection(key) }
            guard message.sequenceNumber == ProtocolNumbers.firstSequenceNumber else { throw .unexpected(service) }
        case .keepAlive:
            throw .unexpected(service)
        case .acknowledge, .close:
            break
        }
        return .service(service)
    }
}

/// A message that a receiver let through.
public struct ReceivedMessage: Hashable, Sendable {
    /// Its place among the connection's messages.
    public let sequenceNumber: UInt64

    /// When the canister sent it, in nanoseconds since 1970.
    public let timestamp: UInt64

    /// What it says.
    public let body: Body

    /// When the subnet certified it, in nanoseconds since 1970.
    public let certifiedAt: UInt64

    /// What is known of the certificate's signature.
    public let signature: SignatureStatus

    /// What a message says.
    public enum Body: Hashable, Sendable {
        /// Something of the connection itself: open, acknowledge or close.
        case service(ServiceMessage)
        /// The application's bytes.
        case application([UInt8])
    }
}
