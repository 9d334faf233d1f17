import Candid
import ICCertificates
import Synchronization

/// Counts how often signatures are checked.
final class CountingSignatureCheck: SignatureCheck {
    private let check: any SignatureCheck
    private let checks = Mutex(0)

    init(_ check: any SignatureCheck) {
        self.check = check
    }

    var count: Int { checks.withLock { $0 } }

    func check(
        _ certificate: Certificate, for canister: Principal, at now: UInt64
    ) throws(CertificateError) -> SignatureStatus {
        checks.withLock { $0 += 1 }
        return try check.check(certificate, for: canister, at: now)
    }

    func check(
        _ certificate: Certificate, forSubnet subnet: Principal, at now: UInt64
    ) throws(CertificateError) -> SignatureStatus {
        checks.withLock { $0 += 1 }
        return try check.check(certificate, forSubnet: subnet, at: now)
    }
}
