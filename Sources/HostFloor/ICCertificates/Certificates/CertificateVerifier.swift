import Candid
import Certification

/// Verifies certificates against a clock and a root of trust.
public struct CertificateVerifier: Sendable {
    /// How signatures are judged. There is no default: leaving them unchecked has to be written down.
    public var signatureCheck: any SignatureCheck

    /// How far a certificate's time may lie from the verifier's clock, in either direction.
    public var maximumAge: Duration

    /// How large certificates, and trees beside them, may be.
    public var limits: Certificate.Limits

    /// Makes a verifier; released clients allow five minutes.
    public init(
        signatureCheck: any SignatureCheck, maximumAge: Duration = .seconds(300),
        limits: Certificate.Limits = Certificate.Limits()
    ) {
        self.signatureCheck = signatureCheck
        self.maximumAge = maximumAge
        self.limits = limits
    }

    /// Verifies a certificate: its form, its signature as far as that is checked, its age.
    ///
    /// - Parameters:
    ///   - bytes: CBOR, with or without tag 55799.
    ///   - canister: whom it is to speak of.
    ///   - now: nanoseconds since 1970.
    public func verify(
        _ bytes: [UInt8], for canister: Principal, at now: UInt64
    ) throws(CertificateError) -> VerifiedCertificate {
        let certificate = try Certificate(decoding: bytes, limits: limits)
        let status = try signatureCheck.check(certificate, for: canister, at: now)
        return try verified(certificate, status, at: now)
    }

    /// Verifies a certificate that speaks of a subnet as a whole, as the subnet's own address gives it.
    ///
    /// - Parameters:
    ///   - bytes: CBOR, with or without tag 55799.
    ///   - subnet: whom it is to be of.
    ///   - now: nanoseconds since 1970.
    public func verify(
        _ bytes: [UInt8], forSubnet subnet: Principal, at now: UInt64
    ) throws(CertificateError) -> VerifiedCertificate {
        let certificate = try Certificate(decoding: bytes, limits: limits)
        let status = try signatureCheck.check(certificate, forSubnet: subnet, at: now)
        return try verified(certificate, status, at: now)
    }

    private func verified(
        _ certificate: Certificate, _ status: SignatureStatus, at now: UInt64
    ) throws(CertificateError) -> VerifiedCertificate {
        let time = try certificate.time
        try checkAge(of: time, at: now)
        return VerifiedCertificate(
            tree: certificate.tree, time: time, signature: status, delegatedSubnet: certificate.delegation?.subnet)
    }

    /// Checks how far a certificate's time lies from the clock.
    ///
    /// - Parameters:
    ///   - time: the certificate's, in nanoseconds since 1970.
    ///   - now: the clock's, likewise.
    public func checkAge(of time: UInt64, at now: UInt64) throws(CertificateError) {
        let distance = Duration.nanoseconds(Int64(clamping: now > time ? now - time : time - now))
        guard distance > maximumAge else { return }
        throw now > time
            ? .tooOld(age: distance, maximum: maximumAge) : .fromTheFuture(by: distance, maximum: maximumAge)
    }
}

/// A certificate that passed a ``CertificateVerifier``.
public struct VerifiedCertificate: Hashable, Sendable {
    /// What it shows of the state.
    public let tree: HashTree

    /// When the subnet was in that state, in nanoseconds since 1970.
    public let time: UInt64

    /// What is known of the signature.
    public let signature: SignatureStatus

    /// The subnet that signed, where the root let it; `nil` where the root subnet itself signed.
    public let delegatedSubnet: Principal?

    /// The certified data of a canister.
    public func certifiedData(of canister: Principal) throws(CertificateError) -> [UInt8] {
        let lookup = tree.lookup(StatePath.certifiedData(of: canister.bytes))
        guard case .found(let data) = lookup else { throw .noCertifiedData(of: canister, lookup) }
        return data
    }
}

extension Certificate {
    /// The value at `/time`, in nanoseconds since 1970. Nobody vouches for it before the signature is checked.
    public var time: UInt64 {
        get throws(CertificateError) {
            let lookup = tree.lookup(StatePath.time)
            guard case .found(let bytes) = lookup else { throw .noTime(lookup) }
            guard let time = UInt64(leb128: bytes) else { throw .invalidTime(size: bytes.count) }
            return time
        }
    }
}
