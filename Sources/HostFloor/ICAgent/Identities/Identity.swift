import Candid
import ICProtocol

/// Who sends requests: a principal, and what shows that a request is its own.
public protocol Identity: Sendable {
    /// Whom canisters see as the caller.
    var principal: Principal { get }

    /// A request in its envelope, signed.
    ///
    /// - Throws: ``IdentityError/otherSender(found:expected:)`` where the request names another sender.
    func envelope(for content: RequestContent) throws(IdentityError) -> Envelope
}

extension Identity {
    func checkSender(of content: RequestContent) throws(IdentityError) {
        guard content.terms.sender == principal else {
            throw .otherSender(found: content.terms.sender, expected: principal)
        }
    }
}

/// Nobody in particular: requests carry no signature.
public struct AnonymousIdentity: Identity {
    /// Makes the identity; all of them are the same.
    public init() {}

    /// `2vxsx-fae`.
    public var principal: Principal { .anonymous }

    /// The request alone.
    public func envelope(for content: RequestContent) throws(IdentityError) -> Envelope {
        try checkSender(of: content)
        return Envelope(content: content)
    }
}
