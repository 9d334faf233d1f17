import CBOR
import Candid
import Certification

/// Why a certificate is none, or says nothing that can be relied on.
public enum CertificateError: Error, Hashable, Sendable {
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
        case .noTime(let lookup): "the certificate shows no time: \(lookup.reason)"
        case .invalidTime(let size): "the certificate's time, of \(size) bytes, is no LEB128 number of 64 bits"
        case .tooOld(let age, let maximum):
            "the certificate is too old: \(age), where at most \(maximum) is allowed"
        case .fromTheFuture(let lead, let maximum):
            "the certificate is ahead of the clock by \(lead), where at most \(maximum) is allowed"
        case .noCertifiedData(let canister, let lookup):
            "the certificate shows no certified data of canister \(canister.text): \(lookup.reason)"
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
