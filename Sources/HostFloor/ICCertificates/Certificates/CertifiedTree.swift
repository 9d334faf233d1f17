import Candid
import Certification
import SHA256

/// A canister's own hash tree, proven by a certificate that shows the tree's digest as the canister's certified data.
///
/// WebSocket messages, HTTP responses and canister signatures are all proven by such a tree.
public struct CertifiedTree: Hashable, Sendable {
    /// Whose it is.
    public let canister: Principal

    /// The tree, with all that it does not show pruned.
    public let tree: HashTree

    /// The certified data: the tree's digest.
    public let certifiedData: Digest

    /// When the subnet certified it, in nanoseconds since 1970.
    public let time: UInt64

    /// What is known of the certificate's signature.
    public let signature: SignatureStatus
}

extension CertificateVerifier {
    /// Verifies a canister's tree and the certificate that it came with.
    ///
    /// - Parameters:
    ///   - tree: CBOR, with or without tag 55799.
    ///   - certificate: likewise.
    ///   - now: nanoseconds since 1970.
    public func verify(
        tree: [UInt8], certificate: [UInt8], of canister: Principal, at now: UInt64
    ) throws(CertifiedTreeError) -> CertifiedTree {
        let verified: VerifiedCertificate
        do throws(CertificateError) { verified = try verify(certificate, for: canister, at: now) } catch {
            throw .certificate(error)
        }
        return try verify(tree: tree, certificate: verified, of: canister)
    }

    /// Verifies a canister's tree by a certificate that was verified before. How old it is by now is not looked at: see
    /// ``checkAge(of:at:)``.
    ///
    /// - Parameter tree: CBOR, with or without tag 55799.
    public func verify(
        tree: [UInt8], certificate verified: VerifiedCertificate, of canister: Principal
    ) throws(CertifiedTreeError) -> CertifiedTree {
        let certifiedData: [UInt8]
        do throws(CertificateError) { certifiedData = try verified.certifiedData(of: canister) } catch {
            throw .certificate(error)
        }
        guard tree.count <= limits.size else { throw .tooLarge(size: tree.count, maximum: limits.size) }
        let decoded: HashTree
        do throws(HashTreeError) { decoded = try HashTree(decoding: tree, limits: limits.tree) } catch {
            throw .tree(error)
        }
        let digest = decoded.digest
        guard digest.bytes == certifiedData else { throw .notCertified(certified: certifiedData, found: digest) }
        return CertifiedTree(
            canister: canister, tree: decoded, certifiedData: digest, time: verified.time,
            signature: verified.signature)
    }
}

/// Why a tree is not the canister's.
public enum CertifiedTreeError: Error, Hashable, Sendable {
    /// The certificate proves nothing.
    case certificate(CertificateError)
    /// The tree has more bytes than the limit.
    case tooLarge(size: Int, maximum: Int)
    /// The bytes are no tree.
    case tree(HashTreeError)
    /// The tree's digest is not the canister's certified data.
    case notCertified(certified: [UInt8], found: Digest)
}

extension CertifiedTreeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .certificate(let error): error.description
        case .tooLarge(let size, let maximum): "the tree has \(size) bytes, where at most \(maximum) are taken"
        case .tree(let error): error.description
        case .notCertified(let certified, let found):
            "the tree's digest \(found.bytes.shortHex) is not the certified data \(certified.shortHex)"
        }
    }
}
