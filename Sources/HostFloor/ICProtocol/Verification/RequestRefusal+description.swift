import Candid
import Foundation
import ICCertificates

// The words are near to those of replicas, since tools look for some of them.
extension RequestRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .otherKind(let found, let expected):
            "The request is of type '\(found.rawValue)', but this address takes requests of type "
                + "'\(expected.rawValue)'."
        case .otherEffectiveCanister(let specified, let effective):
            "Specified CanisterId \(specified.text) does not match effective canister id in URL \(effective.text)"
        case .noEffectiveCanister(let method, let field, let reason):
            "The call of '\(method)' of the management canister does not tell its effective canister id in the field "
                + "'\(field)': \(reason)"
        case .notForSubnets(let method, let canister):
            "The method '\(method)' of canister \(canister.text) cannot be called at the address of a subnet."
        case .nonceTooLarge(let found):
            "Nonce in request is too big: got \(found) bytes, but at most \(EnvelopeVerifier.maximumNonceSize) are "
                + "allowed."
        case .tooManyPaths(let found):
            "Too many paths in read state request: got \(found) paths, but at most "
                + "\(EnvelopeVerifier.maximumPathCount) are allowed."
        case .pathTooLong(let found):
            "A path in the read state request is too deep: got \(found) labels, but at most "
                + "\(EnvelopeVerifier.maximumLabelCount) are allowed."
        case .expiryOutOfRange(let earliest, let latest, let found):
            "Specified ingress_expiry not within expected range: Minimum allowed expiry: \(earliest.timeText), "
                + "Maximum allowed expiry: \(latest.timeText), Provided expiry: \(found.timeText)"
        case .anonymousWithSignature: "Signature is not allowed for the anonymous user."
        case .missingPublicKey(let sender): "Missing public key from user: \(sender.text)"
        case .missingSignature(let sender): "Missing signature from user: \(sender.text)"
        case .otherSender(let sender, let publicKey):
            "The user id '\(sender.text)' does not match the public key '\(publicKey.hex)'"
        case .publicKey(nil, let error): "Invalid signature: Invalid public key: \(error)"
        case .publicKey(let index?, let error):
            "Invalid delegation: Invalid public key of delegation \(index): \(error)"
        case .invalidSignature(let algorithm, let size):
            "Invalid signature: \(size) bytes are no signature of the request id by the key of \(algorithm)"
        case .senderInfo:
            "Invalid sender_info: it needs a sender with canister signatures, which are not supported here."
        case .tooManyDelegations(let found):
            "Chain of delegations is too long: got \(found) delegations, but at most "
                + "\(EnvelopeVerifier.maximumDelegationCount) are allowed."
        case .repeatedKey(let index):
            "Invalid delegation: the chain of delegations contains at least one cycle: delegation \(index) is for a "
                + "key that comes before it"
        case .expiredDelegation(let index, let expiration, let now):
            "Invalid delegation expiry: Specified sender delegation \(index) has expired: Provided expiry: "
                + "\(expiration.timeText), Local time: \(now.timeText)"
        case .tooManyTargets(let index, let found):
            "Invalid delegation: too many targets in delegation \(index): got \(found) targets, but at most "
                + "\(EnvelopeVerifier.maximumTargetCount) are allowed."
        case .invalidDelegation(let index, let algorithm):
            "Invalid delegation: Invalid basic signature: that of delegation \(index) is not by the key of "
                + "\(algorithm) before it"
        case .onlyQueries: "Invalid delegation: its permissions are 'queries', which do not allow calls"
        case .unknownPermission(let text):
            "Invalid delegation: its permissions are '\(text)', where 'queries' or 'all' was expected"
        case .notATarget(let canister): "Canister '\(canister.text)' is not one of the delegation targets."
        }
    }
}

extension UInt64 {
    /// Nanoseconds since 1970 as a time that people can read, cut to seconds.
    fileprivate var timeText: String {
        Date(timeIntervalSince1970: TimeInterval(self / 1_000_000_000)).formatted(.iso8601)
    }
}
