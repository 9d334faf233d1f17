import CBOR
import Candid
import Certification

/// Why a certificate is none, or says nothing that can be relied on.
public indirect enum CertificateError: Error, Hashable, Sendable {
    // Bytes that are no certificate.

    /// More bytes than the limit.
    case tooLarge(size: Int, maximum: Int)
    /// The bytes are not the CBOR that a certificate has.
    case encoding(CBORError)
    /// The tree is none.
    case tree(HashTreeError)
    /// An entry that each certificate, or each delegation, has is not there.
    case missingField(String)
    /// The signature does not have 48 bytes.
    case signatureSize(found: Int)
    /// The delegation's subnet has more bytes than a principal can have.
    case subnetSize(found: Int)

    // Certificates that do not prove what was asked of them.

    /// The signature is not one by whom it should be. Thrown by a ``SignatureCheck``.
    case invalidSignature
    /// What the certificate shows of the state is not of the form that stands there.
    case state(StateError)
    /// The certificate shows no time.
    case noTime(HashTree.Lookup)
    /// The time is no LEB128 number of at most 64 bits.
    case invalidTime(size: Int)
    /// It is older than the verifier allows.
    case tooOld(age: Duration, maximum: Duration)
    /// It is further ahead of the verifier's clock than that may be wrong.
    case fromTheFuture(by: Duration, maximum: Duration)
    /// The certificate shows no certified data of the canister.
    case noCertifiedData(of: Principal, HashTree.Lookup)

    // Delegations: what lets another subnet than the root sign.

    /// The delegation's own certificate proves nothing.
    case delegation(CertificateError)
    /// The delegation's own certificate has a delegation itself.
    case nestedDelegation
    /// The delegation does not show the subnet's key.
    case noSubnetKey(of: Principal)
    /// A key of a subnet, or of the root, is none.
    case invalidSubnetKey(reason: String)
    /// The subnet does not hold the canister, or the delegation does not show that it does.
    case canisterNotInRanges(Principal, of: Principal)
    /// Another subnet signed than the one that was asked.
    case otherSubnet(found: Principal, expected: Principal)
}

extension CertificateError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLarge(let size, let maximum):
            "the certificate has \(size) bytes, where at most \(maximum) are taken"
        case .encoding(let error): "the certificate cannot be decoded: \(error)"
        case .tree(let error): "the certificate's tree cannot be decoded: \(error)"
        case .missingField(let name): "the certificate has no entry '\(name)'"
        case .signatureSize(let found):
            "the certificate's signature has \(found) bytes, where \(Certificate.signatureSize) were expected"
        case .subnetSize(let found):
            "the certificate's delegation names a subnet with \(found) bytes, where at most "
                + "\(Principal.maximumCount) were expected"
        case .invalidSignature: "the certificate's signature is not valid"
        case .state(let error): error.description
        case .noTime(let lookup): "the certificate shows no time: \(lookup.reason)"
        case .invalidTime(let size): "the certificate's time, of \(size) bytes, is no LEB128 number of 64 bits"
        case .tooOld(let age, let maximum):
            "the certificate is too old: \(age), where at most \(maximum) is allowed"
        case .fromTheFuture(let lead, let maximum):
            "the certificate is ahead of the clock by \(lead), where at most \(maximum) is allowed"
        case .noCertifiedData(let canister, let lookup):
            "the certificate shows no certified data of canister \(canister.text): \(lookup.reason)"
        case .delegation(let error): "in the certificate's delegation, \(error)"
        case .nestedDelegation: "the certificate's delegation has a delegation itself"
        case .noSubnetKey(let subnet): "the certificate's delegation does not show the key of subnet \(subnet.text)"
        case .invalidSubnetKey(let reason): "the key of a subnet is none: \(reason)"
        case .canisterNotInRanges(let canister, let subnet):
            "the certificate's delegation does not show that subnet \(subnet.text) holds canister \(canister.text)"
        case .otherSubnet(let found, let expected):
            "the certificate is of subnet \(found.text), where one of subnet \(expected.text) was expected"
        }
    }
}

extension HashTree.Lookup {
    /// Why it gives no value, for error messages.
    package var reason: String {
        switch self {
        case .found: "there is a value, and no fault"
        case .absent: "the path is not in the tree"
        case .unknown: "what is at the path was pruned"
        case .notALeaf: "a subtree is at the path, not a value"
        }
    }
}
