import Candid
import Certification
import ICCertificates

/// What was proven lately, so that nothing is proven twice: certificates by their bytes, trees by theirs and those of
/// their certificate.
///
/// A gateway sends the same certificate and tree beside each message of a page, and pages of one round of the subnet
/// have one certificate. Verifying a signature takes longer than all else that is done with a message.
struct ProofCache: Sendable {
    /// How many certificates, and how many trees, are kept; the oldest go first. What a frame may hold bounds their
    /// bytes.
    static let capacity = 4

    private var certificates = RecentValues<[UInt8], VerifiedCertificate>(capacity: capacity)
    private var trees = RecentValues<TreeKey, CertifiedTree>(capacity: capacity)

    /// What had to be proven, since it was not known.
    private(set) var work = VerificationWork()

    private struct TreeKey: Hashable {
        let certificate: [UInt8]
        let tree: [UInt8]
    }

    /// The canister's tree, proven by the certificate, now or before. The certificate's age is looked at in any case.
    mutating func proof(
        tree: [UInt8], certificate: [UInt8], of canister: Principal, by verifier: CertificateVerifier, at now: UInt64
    ) throws(CertifiedTreeError) -> CertifiedTree {
        let key = TreeKey(certificate: certificate, tree: tree)
        if let known = trees[key] {
            try Self.checkAge(of: known.time, by: verifier, at: now)
            return known
        }
        let verified = try verifiedCertificate(certificate, of: canister, by: verifier, at: now)
        work.trees += 1
        let proof = try verifier.verify(tree: tree, certificate: verified, of: canister)
        trees[key] = proof
        return proof
    }

    private mutating func verifiedCertificate(
        _ certificate: [UInt8], of canister: Principal, by verifier: CertificateVerifier, at now: UInt64
    ) throws(CertifiedTreeError) -> VerifiedCertificate {
        if let known = certificates[certificate] {
            try Self.checkAge(of: known.time, by: verifier, at: now)
            return known
        }
        work.certificates += 1
        do throws(CertificateError) {
            let verified = try verifier.verify(certificate, for: canister, at: now)
            certificates[certificate] = verified
            return verified
        } catch {
            throw .certificate(error)
        }
    }

    private static func checkAge(
        of time: UInt64, by verifier: CertificateVerifier, at now: UInt64
    ) throws(CertifiedTreeError) {
        do throws(CertificateError) { try verifier.checkAge(of: time, at: now) } catch { throw .certificate(error) }
    }
}

/// How much had to be proven: what came again with the same bytes is not counted.
public struct VerificationWork: Hashable, Sendable {
    /// Certificates whose signature was checked.
    public var certificates = 0

    /// Trees whose digest was computed.
    public var trees = 0

    /// Counts so much, nothing by default.
    public init(certificates: Int = 0, trees: Int = 0) {
        self.certificates = certificates
        self.trees = trees
    }
}

/// The values that were added last, by their keys.
struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private var values: [Key: Value] = [:]
    /// The oldest first.
    private var order: [Key] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adding one more than there is room for drops the oldest; a value that is there stays as it is.
    subscript(key: Key) -> Value? {
        get { values[key] }
        set {
            guard let newValue, values[key] == nil else { return }
            if order.count >= capacity { values[order.removeFirst()] = nil }
            values[key] = newValue
            order.append(key)
        }
    }
}
