/// Signs the state of a subnet.
///
/// What shows a certificate to a person must be able to tell whether its signature means anything: see
/// ``isRealSignature`` and ``label``.
public protocol CertificateSigner: Sendable {
    /// The public key in its DER form, which certificates are verified with.
    var rootKey: [UInt8] { get }

    /// Whether a verifier can check the signature against ``rootKey``.
    var isRealSignature: Bool { get }

    /// What to say of the signature beside a certificate: `signature: BLS12-381, test root key`.
    var label: String { get }

    /// Signs a message, with its domain separator already before it.
    ///
    /// - Returns: 48 bytes.
    func sign(_ message: [UInt8]) -> [UInt8]
}
