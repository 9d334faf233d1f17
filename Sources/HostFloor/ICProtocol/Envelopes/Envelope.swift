import Candid

/// A request as it is sent: what is asked, and what shows that the sender asks it (Interface Specification,
/// "Authentication").
///
/// A decoded envelope proves nothing yet: see ``EnvelopeVerifier``.
public struct Envelope: Hashable, Sendable {
    /// What is asked, by whom.
    public var content: RequestContent

    /// The key that the sender's principal is made of, in DER. Anonymous requests have none.
    public var senderPublicKey: [UInt8]?

    /// A chain of keys from ``senderPublicKey`` to the one that signs, each signing for the next.
    public var senderDelegations: [SignedDelegation]?

    /// The signature of the request id by the last key.
    public var senderSignature: [UInt8]?

    /// Puts an envelope together; without key and signature it is one of an anonymous request.
    public init(
        content: RequestContent, senderPublicKey: [UInt8]? = nil, senderDelegations: [SignedDelegation]? = nil,
        senderSignature: [UInt8]? = nil
    ) {
        self.content = content
        self.senderPublicKey = senderPublicKey
        self.senderDelegations = senderDelegations
        self.senderSignature = senderSignature
    }

    /// The envelope in CBOR, behind tag 55799.
    public var encoded: [UInt8] {
        var fields: StructuredMap = ["content": .map(content.fields)]
        fields.append("sender_pubkey", senderPublicKey.map { .blob($0) })
        fields.append("sender_delegation", senderDelegations.map { .array($0.map { .map($0.fields) }) })
        fields.append("sender_sig", senderSignature.map { .blob($0) })
        return fields.encoded
    }
}
