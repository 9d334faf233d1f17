import Candid
import SHA256

extension Principal {
    /// The principal that a key stands for: of a user, a node, or a subnet (Interface Specification, "Principals").
    ///
    /// - Parameter der: the public key in DER.
    public static func selfAuthenticating(publicKey der: [UInt8]) -> Principal {
        // A digest of SHA-224 has the 28 bytes that are wanted, so this never falls back.
        (try? selfAuthenticating(digest: SHA224.hash(der))) ?? .anonymous
    }
}
