import Candid

/// How a verifier judges the signature of a certificate.
///
/// A check goes from the network's root key over the delegation, if there is one, to the signature, and makes sure that
/// the delegation's subnet may speak for the canister (interface specification, "Certification").
public protocol SignatureCheck: Sendable {
    /// Judges a certificate that speaks of a canister.
    ///
    /// - Parameters:
    ///   - now: nanoseconds since 1970, which a delegation must not be ahead of.
    /// - Returns: what is known of the signature from now on.
    /// - Throws: ``CertificateError/invalidSignature``, or why the delegation is none.
    func check(
        _ certificate: Certificate, for canister: Principal, at now: UInt64
    ) throws(CertificateError) -> SignatureStatus

    /// Judges a certificate that speaks of a subnet as a whole: what is read at the subnet's own address.
    ///
    /// - Parameters:
    ///   - now: nanoseconds since 1970, which a delegation must not be ahead of.
    /// - Returns: what is known of the signature from now on.
    /// - Throws: ``CertificateError/otherSubnet(found:expected:)`` where another subnet signed it, or as for canisters.
    func check(
        _ certificate: Certificate, forSubnet subnet: Principal, at now: UInt64
    ) throws(CertificateError) -> SignatureStatus
}

/// What is known of a certificate's signature. It stays with all that is concluded from the certificate.
public enum SignatureStatus: Hashable, Sendable {
    /// **Nobody looked**: anyone may have made the certificate. What follows from it holds only if it is genuine.
    case notChecked
    /// The network signed it.
    case valid
}

extension SignatureStatus: CustomStringConvertible {
    /// What to say of the signature beside a certificate.
    public var description: String {
        switch self {
        case .notChecked: "signature: not checked"
        case .valid: "signature: valid"
        }
    }
}

/// **No check at all.** For certificates without a real signature, such as those of ``TestCertificateSigner``: all else
/// is verified, and the result tells that the signature was not.
public struct UncheckedSignature: SignatureCheck {
    /// Makes the check that is none.
    public init() {}

    /// Takes every signature.
    public func check(
        _ certificate: Certificate, for canister: Principal, at now: UInt64
    ) -> SignatureStatus { .notChecked }

    /// Takes every signature.
    public func check(
        _ certificate: Certificate, forSubnet subnet: Principal, at now: UInt64
    ) -> SignatureStatus { .notChecked }
}
