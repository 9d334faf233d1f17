internal import COpenSSL
import KeyEncoding

/// A public key of ECDSA on the curve secp256k1.
public struct PublicKey: Hashable, Sendable {
    /// The point as `04 ‖ x ‖ y`: 65 bytes.
    public let uncompressed: [UInt8]

    /// Takes over a point of the curve as `04 ‖ x ‖ y`.
    ///
    /// - Throws: ``Secp256k1Error/notAPoint`` where it is none.
    public init(uncompressed: [UInt8]) throws(Secp256k1Error) {
        guard let info = try? PublicKeyInfo(algorithm: .secp256k1, point: uncompressed),
            KeyHandle(publicKeyDER: info.der) != nil
        else { throw .notAPoint }
        self.uncompressed = uncompressed
    }

    /// The key in DER, as SubjectPublicKeyInfo: 88 bytes.
    public var der: [UInt8] { (try? PublicKeyInfo(algorithm: .secp256k1, point: uncompressed).der) ?? [] }

    /// Whether bytes are a signature by the key that belongs to this one of the SHA-256 digest of a message.
    ///
    /// Of the two values that `s` can have both are taken, as the Internet Computer does.
    ///
    /// - Parameter signature: `r ‖ s`, 64 bytes; anything else is no signature.
    public func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard let signature = ECDSASignature(concatenated: signature), let key = KeyHandle(publicKeyDER: der) else {
            return false
        }
        return key.isValidSignature(signature.der, for: message)
    }
}

/// Why bytes are no key of the curve, or OpenSSL could not do its work.
public enum Secp256k1Error: Error, Hashable, Sendable {
    /// They are no point of the curve as `04 ‖ x ‖ y`.
    case notAPoint
    /// They are no number from 1 to the order of the curve's group less 1.
    case secretOutOfRange
    /// They are a key in a form that cannot be read.
    case encoding(KeyEncodingError)
    /// The key is one of another kind.
    case otherAlgorithm(KeyAlgorithm)
    /// The file holds a public key that does not belong to the secret one.
    case otherPublicKey
    /// OpenSSL failed, with this message.
    case library(String)
}

extension Secp256k1Error: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAPoint: "the public key is no point of the curve secp256k1 in the form 04 ‖ x ‖ y"
        case .secretOutOfRange:
            "the secret key is zero, or not below the order of the curve secp256k1, or not of 32 bytes"
        case .encoding(let error): error.description
        case .otherAlgorithm(let algorithm):
            "the key is one of \(algorithm), where one of ECDSA on secp256k1 was expected"
        case .otherPublicKey: "the public key in the file does not belong to the secret key"
        case .library(let message): "OpenSSL failed: \(message)"
        }
    }
}
