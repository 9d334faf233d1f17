import BLS12381
import ICCertificates

/// Signs certificates with a key that is here: of a replica on one machine, or in tests. What it signs is as good as
/// the key is secret, and a replica's root key on one machine is none.
public struct SubnetSigner: CertificateSigner {
    private let secretKey: SecretKey

    /// The key that its certificates are verified with.
    public let publicKey: SubnetKey

    /// Makes a signer.
    public init(_ secretKey: SecretKey) {
        self.secretKey = secretKey
        self.publicKey = SubnetKey(secretKey.publicKey)
    }

    /// The public key in DER.
    public var rootKey: [UInt8] { publicKey.der }

    /// Always.
    public var isRealSignature: Bool { true }

    /// What to say beside such a certificate.
    public var label: String { "signature: BLS12-381, test root key" }

    /// Signs a message, with its domain separator already before it: 48 bytes.
    public func sign(_ message: [UInt8]) -> [UInt8] { secretKey.sign(message).compressed }
}
