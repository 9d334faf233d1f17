import Candid
import ICProtocol

/// An identity that signs with a key of its own in another's place: canisters see the other as the caller.
public struct DelegatedIdentity: Identity {
    /// The key that signs.
    public let session: any KeyIdentity

    /// How it got the right to.
    public let chain: DelegationChain

    /// Puts them together.
    ///
    /// - Throws: ``IdentityError/chain(_:)`` where the chain is not valid or its last delegation is for another key.
    public init(session: any KeyIdentity, chain: DelegationChain) throws(IdentityError) {
        do throws(DelegationChainError) { try chain.check(endsWith: session.publicKey) } catch { throw .chain(error) }
        self.session = session
        self.chain = chain
    }

    /// That of the key that the chain begins with.
    public var principal: Principal { chain.principal }

    /// The request with the chain and a signature of the request id.
    public func envelope(for content: RequestContent) throws(IdentityError) -> Envelope {
        try checkSender(of: content)
        return Envelope(
            content: content, senderPublicKey: chain.publicKey, senderDelegations: chain.delegations,
            senderSignature: try session.sign(content.signedBytes))
    }
}
