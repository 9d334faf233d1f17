import Bytes
import CBOR
import Certification
import SHA256
import Synchronization

/// Makes certificates of one state of a subnet (interface specification, "Certificate").
///
/// All certificates of a state carry the same signature, since a tree keeps its digest when parts of it are pruned. So
/// a state is signed once, when the first certificate is asked for. Any number of threads may ask.
public final class CertificateBuilder: Sendable {
    /// The whole state.
    public let state: StateTree

    /// Who signs.
    public let signer: any CertificateSigner

    /// What lets the signer sign, where it is not the root.
    public let delegation: Certificate.Delegation?

    private let signature = Mutex<[UInt8]?>(nil)

    /// Makes a builder for a state, which holds `/time` beside all else.
    public init(_ state: StateTree, signer: any CertificateSigner, delegation: Certificate.Delegation? = nil) {
        self.state = state
        self.signer = signer
        self.delegation = delegation
    }

    /// The whole state as a hash tree.
    public var tree: HashTree { state.hashTree }

    /// The certificate that reveals what lies at some paths, or proves that nothing does, and `/time`.
    ///
    /// - Returns: CBOR with tag 55799: a map of `tree`, `signature` and, where there is one, `delegation`.
    public func certificate(revealing paths: [[[UInt8]]]) -> [UInt8] {
        var writer = ByteWriter(capacity: 1_024)
        writer.writeCBOR(tag: 55_799)
        writer.writeCBORMapHeader(delegation == nil ? 2 : 3)
        writer.writeCBOR(text: "tree")
        state.hashTree(revealing: paths + [StatePath.time]).write(to: &writer)
        writer.writeCBOR(text: "signature")
        writer.writeCBOR(bytes: signedOnce())
        if let delegation {
            writer.writeCBOR(text: "delegation")
            writer.writeCBORMapHeader(2)
            writer.writeCBOR(text: "subnet_id")
            writer.writeCBOR(bytes: delegation.subnet.bytes)
            writer.writeCBOR(text: "certificate")
            writer.writeCBOR(bytes: delegation.certificate)
        }
        return writer.bytes
    }

    /// The certificate of a canister's certified data, which its queries hand out.
    public func dataCertificate(of canister: [UInt8]) -> [UInt8] {
        certificate(revealing: [StatePath.certifiedData(of: canister)])
    }

    /// What is signed for a state: the domain separator and the digest of the tree.
    public static func signedMessage(for tree: HashTree) -> [UInt8] { signedMessage(for: tree.digest) }

    private static func signedMessage(for digest: Digest) -> [UInt8] {
        [0x0d] + [UInt8]("ic-state-root".utf8) + digest.bytes
    }

    private func signedOnce() -> [UInt8] {
        signature.withLock { signature in
            if let signature { return signature }
            let new = signer.sign(Self.signedMessage(for: state.digest))
            signature = new
            return new
        }
    }
}
