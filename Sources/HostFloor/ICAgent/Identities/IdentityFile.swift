import KeyEncoding

/// Reads identities from files.
public enum IdentityFile {
    /// The identity whose key is the first in a PEM text, of whichever kind it is.
    ///
    /// - Throws: ``IdentityError/encoding(_:)`` with ``KeyEncodingError/encrypted(label:)`` for encrypted keys, and
    ///   what else is wrong with the text.
    public static func identity(pem text: String) throws(IdentityError) -> any KeyIdentity {
        let file: PrivateKeyFile
        do throws(KeyEncodingError) { file = try PrivateKeyFile(pem: text) } catch { throw .encoding(error) }
        return switch file.algorithm {
        case .ed25519: try Ed25519Identity(file)
        case .p256: try P256Identity(file)
        case .secp256k1: try Secp256k1Identity(file)
        }
    }
}
