import Candid
import KeyEncoding

/// Why a request is not taken. All of these are faults of whoever sent it: HTTP status 400.
///
/// Numbers of delegations count from 0.
public enum RequestRefusal: Error, Equatable, Sendable {
    // Where it was sent to.

    /// The address takes requests of another kind.
    case otherKind(found: RequestContent.Kind, expected: RequestContent.Kind)
    /// The address names another canister than the request.
    case otherEffectiveCanister(specified: Principal, effective: Principal)
    /// The management canister was called with an argument that does not tell which canister it is about.
    case noEffectiveCanister(method: String, field: String, reason: CandidError)
    /// The address names a subnet, and the request is not about one.
    case notForSubnets(method: String, of: Principal)

    // Sizes and times.

    /// The nonce has too many bytes.
    case nonceTooLarge(found: Int)
    /// A request to read the state has too many paths.
    case tooManyPaths(found: Int)
    /// A path has too many labels.
    case pathTooLong(found: Int)
    /// The request has expired, or expires too late. All in nanoseconds since 1970.
    case expiryOutOfRange(earliest: UInt64, latest: UInt64, found: UInt64)

    // Who sent it.

    /// An anonymous request carries a key, a signature or delegations.
    case anonymousWithSignature
    /// There is no public key.
    case missingPublicKey(of: Principal)
    /// There is no signature.
    case missingSignature(of: Principal)
    /// The sender's principal is not made of the public key.
    case otherSender(Principal, publicKey: [UInt8])
    /// The sender's key, or that of a delegation, is none that can be used here.
    case publicKey(delegation: Int?, PublicKeyError)
    /// The signature is not one of this request by the key.
    case invalidSignature(KeyAlgorithm, size: Int)
    /// The request says what a canister says of its sender, which only senders with canister signatures can.
    case senderInfo

    // Delegations.

    /// The chain is too long.
    case tooManyDelegations(found: Int)
    /// A delegation is for a key that the chain had before.
    case repeatedKey(delegation: Int)
    /// A delegation has expired. Times in nanoseconds since 1970.
    case expiredDelegation(Int, expiration: UInt64, now: UInt64)
    /// A delegation has too many targets.
    case tooManyTargets(delegation: Int, found: Int)
    /// The signature of a delegation is not one by the key before it.
    case invalidDelegation(Int, KeyAlgorithm)
    /// A delegation allows nothing but queries and reading the state.
    case onlyQueries
    /// A delegation has a permission that is not known.
    case unknownPermission(String)
    /// The canister is none of those that the delegations hold for.
    case notATarget(Principal)
}
