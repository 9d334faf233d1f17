import Candid
import ICAgent
import ICCertificates
import MessageVerification
import WebSocketProtocol

/// The client's side of one connection, as a state machine: it is told what happens, and answers what is to be done. It
/// does no input or output, and knows no time but the one that it is told.
///
/// What comes is processed one after another, each to its end. After each call look at ``deadline``.
public struct ClientConnection: Sendable {
    /// The connection's name: the identity's principal, and a number by chance.
    public let clientKey: ClientKey

    /// The canister.
    public let canister: Principal

    /// How long is waited for what.
    public let settings: ConnectionSettings

    /// How far it is.
    public internal(set) var phase = ConnectionPhase.awaitingHandshake

    /// Why it ends; `nil` while it does not.
    public internal(set) var end: ConnectionEnd?

    let envelopes: EnvelopeWriter
    var receiver: MessageReceiver
    var unacknowledged: AcknowledgementList

    /// When the phase before the open one is over at the latest, on the clock that only goes on.
    var phaseDeadline: UInt64

    /// Up to where the canister acknowledged what was sent; it never moves back.
    var acknowledgedSequenceNumber: UInt64 = 0

    /// The number that the next message to the canister gets.
    var nextSequenceNumber = ProtocolNumbers.firstSequenceNumber

    /// Makes a connection whose socket was just opened.
    ///
    /// - Parameters:
    ///   - clientNonce: the number that names the connection among the identity's: one by chance.
    ///   - certificates: how messages are verified, root key included.
    public init(
        canister: Principal, identity: any Identity, clientNonce: UInt64, certificates: CertificateVerifier,
        settings: ConnectionSettings = ConnectionSettings(), at now: Moment
    ) {
        self.init(
            canister: canister, identity: identity, clientNonce: clientNonce, certificates: certificates,
            settings: settings, envelopeNonce: EnvelopeWriter.randomNonce, at: now)
    }

    init(
        canister: Principal, identity: any Identity, clientNonce: UInt64, certificates: CertificateVerifier,
        settings: ConnectionSettings, envelopeNonce: @escaping @Sendable () -> [UInt8], at now: Moment
    ) {
        let key = ClientKey(principal: identity.principal, nonce: clientNonce)
        self.clientKey = key
        self.canister = canister
        self.settings = settings
        envelopes = EnvelopeWriter(
            identity: identity, canister: canister, lifetime: settings.ingressLifetime, nonce: envelopeNonce)
        receiver = MessageReceiver(
            clientKey: key, verifier: CertifiedMessageVerifier(canister: canister, certificates: certificates))
        unacknowledged = AcknowledgementList(timeout: settings.acknowledgementTimeout)
        phaseDeadline = now.uptime.advanced(by: settings.handshakeTimeout)
    }

    /// The sequence number of the last message that came; 0 before the first.
    public var lastReceivedSequenceNumber: UInt64 { receiver.nextSequenceNumber - 1 }

    /// What was sent and is not acknowledged.
    public var unacknowledgedMessages: [UnacknowledgedMessage] { unacknowledged.messages }

    /// How many certificates and trees had to be verified so far.
    public var verificationWork: VerificationWork { receiver.work }

    /// When ``timePassed(at:)`` is to be called at the latest, on the clock that only goes on.
    public var deadline: UInt64? {
        switch phase {
        case .awaitingHandshake, .opening: phaseDeadline
        case .open: unacknowledged.deadline
        case .closing, .closed: nil
        }
    }

    /// Closes the socket and waits for its end; what comes meanwhile is not looked at.
    mutating func close(for end: ConnectionEnd) -> [ConnectionAction] {
        self.end = end
        phase = .closing
        guard let closing = end.closing else { return [] }
        return [.close(closing.code, reason: closing.reason)]
    }
}
