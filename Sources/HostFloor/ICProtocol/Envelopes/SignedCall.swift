import Candid

/// A call as its sender signed it, for whoever carries it to the network in the sender's place.
///
/// The bytes are kept as they came, so that nothing that the sender put in is lost. Nothing is verified here: see
/// ``EnvelopeVerifier``.
public struct SignedCall: Hashable, Sendable {
    /// The envelope.
    public let envelope: Envelope

    /// What is called, by whom, until when.
    public let request: CanisterRequest

    /// What names the call.
    public let id: RequestID

    /// The envelope in CBOR, behind tag 55799.
    public let bytes: [UInt8]

    /// Reads the envelope of a call, with or without tag 55799 before it.
    ///
    /// - Throws: ``MessageError`` for what is no envelope, and for one of another kind of request.
    public init(decoding bytes: [UInt8], limits: MessageLimits = MessageLimits()) throws(MessageError) {
        let envelope = try Envelope(decoding: bytes, limits: limits)
        guard case .call(let request) = envelope.content else {
            throw MessageError(
                field: "content.request_type",
                problem: .unexpectedText(
                    found: envelope.content.kind.rawValue, expected: [RequestContent.Kind.call.rawValue]))
        }
        self.envelope = envelope
        self.request = request
        self.id = envelope.content.requestID
        let tag: [UInt8] = [0xd9, 0xd9, 0xf7]
        self.bytes = bytes.starts(with: tag) ? bytes : tag + bytes
    }
}
