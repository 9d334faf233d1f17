import Candid
import Certification
import ICCertificates
import SHA256
import WebSocketProtocol

/// Verifies that a canister made a message: what stands before a receiver may look at the message at all.
///
/// In this order: the certificate with its age; the canister's certified data in it is the digest of the tree; the
/// message's key leads in the tree, below `websocket`, to the SHA-256 of its content. All messages of one poll come
/// with the same certificate and tree, so what was verified lately is kept and only its age is looked at again.
public struct CertifiedMessageVerifier: Sendable {
    /// The canister whose messages are taken.
    public let canister: Principal

    /// How certificates are judged.
    public let certificates: CertificateVerifier

    private var proofs = ProofCache()

    /// How many certificates and trees had to be verified so far.
    public var work: VerificationWork { proofs.work }

    /// Makes a verifier of one canister's messages.
    public init(canister: Principal, certificates: CertificateVerifier) {
        self.canister = canister
        self.certificates = certificates
    }

    /// Verifies a message as it was relayed.
    ///
    /// - Parameter now: nanoseconds since 1970.
    public mutating func verify(_ relayed: RelayedMessage, at now: UInt64) throws(MessageRefusal) -> VerifiedMessage {
        let proof = try proof(certificate: relayed.certificate, tree: relayed.tree, at: now)
        let lookup = proof.tree.lookup([StatePath.label("\(ProtocolNumbers.treeLabel)"), relayed.key])
        guard case .found(let certified) = lookup else { throw .keyNotProven(relayed.key, lookup) }
        let digest = SHA256.hash(relayed.content)
        guard digest.bytes == certified else { throw .contentNotProven(certified: certified, found: digest) }
        do throws(FrameError) {
            let message = try WebSocketMessage(decodingCBOR: relayed.content)
            return VerifiedMessage(message: message, certifiedAt: proof.time, signature: proof.signature)
        } catch {
            throw .content(error)
        }
    }

    private mutating func proof(
        certificate: [UInt8], tree: [UInt8], at now: UInt64
    ) throws(MessageRefusal) -> CertifiedTree {
        do throws(CertifiedTreeError) {
            return try proofs.proof(tree: tree, certificate: certificate, of: canister, by: certificates, at: now)
        } catch {
            throw .proof(error)
        }
    }
}

/// A message that the canister made.
public struct VerifiedMessage: Hashable, Sendable {
    /// The message. Whether it is the connection's next one is another question: see ``MessageReceiver``.
    public let message: WebSocketMessage

    /// When the subnet certified it, in nanoseconds since 1970.
    public let certifiedAt: UInt64

    /// What is known of the certificate's signature; nothing more than that is known of the message.
    public let signature: SignatureStatus
}
