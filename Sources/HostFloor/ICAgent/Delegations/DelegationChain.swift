import Candid
import ICCertificates
import ICProtocol

/// How a key got the right to sign in another's place: delegations from key to key.
public struct DelegationChain: Hashable, Sendable {
    /// The key that the principal is made of, in DER. It may be of a kind that is not verified here, such as one of
    /// canister signatures.
    public let publicKey: [UInt8]

    /// The delegations, the first by ``publicKey``, each next one by the key that the one before is for.
    public let delegations: [SignedDelegation]

    /// Puts a chain together; whether it is valid is not looked at.
    public init(publicKey: [UInt8], delegations: [SignedDelegation]) {
        self.publicKey = publicKey
        self.delegations = delegations
    }

    /// The principal that the chain speaks for.
    public var principal: Principal { .selfAuthenticating(publicKey: publicKey) }

    /// The chain with one delegation more.
    public func appending(_ delegation: SignedDelegation) -> DelegationChain {
        DelegationChain(publicKey: publicKey, delegations: delegations + [delegation])
    }

    /// The first of the times at which its delegations expire, in nanoseconds since 1970. `nil` for an empty chain.
    public var expiration: UInt64? { delegations.map(\.delegation.expiration).min() }

    /// Checks that each delegation is signed by the key before it, and that the last is for a key. Times are not looked
    /// at, and signatures by keys of a kind that is not verified here neither: the network does both.
    func check(endsWith last: PublicKey) throws(DelegationChainError) {
        guard delegations.count <= EnvelopeVerifier.maximumDelegationCount else {
            throw .tooLong(found: delegations.count)
        }
        guard let end = delegations.last, end.delegation.publicKey == last.der else { throw .otherKey }
        var key = publicKey
        for (index, link) in delegations.enumerated() {
            if let verifying = try? PublicKey(der: key),
                !verifying.isValidSignature(link.signature, for: link.delegation.signedBytes)
            {
                throw .invalidSignature(delegation: index)
            }
            key = link.delegation.publicKey
        }
    }
}

/// Why a chain of delegations cannot be read, or gives no right.
public enum DelegationChainError: Error, Hashable, Sendable {
    /// The text has more bytes than any chain has.
    case tooLarge(size: Int, maximum: Int)
    /// The text is not the JSON of a chain.
    case notJSON(String)
    /// A text in it is not hexadecimal.
    case notHexadecimal(field: String)
    /// The expiration is no number of at most 64 bits in hexadecimal.
    case invalidExpiration(String)
    /// A target has more bytes than a principal can have.
    case principalSize(found: Int)
    /// There are more delegations than the network takes.
    case tooLong(found: Int)
    /// There is no delegation, or the last is for another key than the one that is to sign.
    case otherKey
    /// A delegation is not signed by the key before it. Counted from 0.
    case invalidSignature(delegation: Int)
}

extension DelegationChainError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLarge(let size, let maximum):
            "the delegation chain has \(size) bytes, where at most \(maximum) are taken"
        case .notJSON(let reason): "the delegation chain is not JSON as agents write it: \(reason)"
        case .notHexadecimal(let field): "the delegation chain's '\(field)' is not hexadecimal"
        case .invalidExpiration(let text):
            "the delegation chain's expiration '\(text)' is no number of 64 bits in hexadecimal"
        case .principalSize(let found):
            "the delegation chain has a target of \(found) bytes, where at most \(Principal.maximumCount) were expected"
        case .tooLong(let found):
            "the delegation chain has \(found) delegations, where at most "
                + "\(EnvelopeVerifier.maximumDelegationCount) are taken"
        case .otherKey: "the delegation chain's last delegation is for another key than the one that is to sign"
        case .invalidSignature(let index): "delegation \(index) of the chain is not signed by the key before it"
        }
    }
}
