import Candid
import ICCertificates
import ICProtocol

/// Why an agent has no result. Three things are kept apart: that nobody answered, that the answer was no, and that
/// nothing vouches for the answer.
public enum AgentError: Error, Equatable, Sendable {
    // Nobody answered, or not as the interface says.

    /// The request could not be carried.
    case transport(TransportError)
    /// The answer has a status that is none of success, with this text.
    case http(status: Int, text: String)
    /// The answer is not what stands there.
    case response(MessageError)
    /// The result was not there in time.
    case deadline(after: Duration)
    /// Whoever waits for the result does so no more.
    case cancelled
    /// A call was sent, and may have been executed or not: no answer came, and its end was not found.
    indirect case outcomeUnknown(RequestID, AgentError)
    /// A call has ended, and the network has forgotten what came out.
    case outcomeForgotten(RequestID)
    /// A call was taken, and never came into the subnet before it expired: it has no effect.
    case expired(RequestID)

    // The answer was no.

    /// A call or query was rejected.
    case rejected(AgentRejection)

    // Nothing vouches for the answer.

    /// The certificate proves nothing.
    case certificate(CertificateError)
    /// The certified state is not of the form that stands there.
    case state(StateError)
    /// The certified state does not tell what was asked: what would is pruned, or is of something else.
    case notShown(path: String)
    /// The nodes' signatures under the response to a query prove nothing.
    case querySignature(QuerySignatureError)
    /// The keys of the subnet's nodes are not those that nodes have.
    case nodeKey(Principal, PublicKeyError)

    // The request cannot be made.

    /// The identity does not sign it.
    case identity(IdentityError)
    /// The network would not take it.
    case request(RequestRefusal)
    /// The root key cannot be taken from there, or is none.
    case rootKey(RootKeyError)
}

/// A rejection, and what vouches for it.
public struct AgentRejection: Hashable, Sendable {
    /// Reject code, error code and message.
    public var rejection: Rejection

    /// What vouches for it.
    public var proof: Proof

    /// What vouches for a rejection.
    public enum Proof: Hashable, Sendable {
        /// A certificate of the subnet.
        case certificate
        /// The signature of a node.
        case nodeSignature
        /// Nothing: the call was refused before it came into the subnet.
        case none
    }

    /// Puts them together.
    public init(_ rejection: Rejection, proof: Proof) {
        self.rejection = rejection
        self.proof = proof
    }
}

/// Why a root key is not taken.
public enum RootKeyError: Error, Hashable, Sendable {
    /// It was to be taken from a host that is not this machine, which was not asked for in so many words.
    case notLoopback(destination: String)
    /// The network does not tell one.
    case missing(destination: String)
    /// It is no key.
    case invalid(SubnetKeyError)
}
