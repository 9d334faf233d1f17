import Candid
import ICProtocol
import KeyEncoding
import Secp256k1

/// Why there is no such identity, or it does not sign.
public enum IdentityError: Error, Hashable, Sendable {
    /// A file does not hold a key that can be read.
    case encoding(KeyEncodingError)
    /// The file holds a key of another kind.
    case otherAlgorithm(found: KeyAlgorithm, expected: KeyAlgorithm)
    /// The file holds a public key that does not belong to the secret one.
    case otherPublicKey
    /// The secret is not one that a key of its kind can have.
    case secretOutOfRange(KeyAlgorithm)
    /// The public key is none.
    case publicKey(PublicKeyError)
    /// A request names another sender than the identity.
    case otherSender(found: Principal, expected: Principal)
    /// A key of secp256k1 could not be used.
    case secp256k1(Secp256k1Error)
    /// A chain of delegations cannot be read, or does not fit.
    case chain(DelegationChainError)
    /// A library failed, with this message.
    case library(String)
}

extension IdentityError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .encoding(let error): error.description
        case .otherAlgorithm(let found, let expected):
            "the key is one of \(found), where one of \(expected) was expected"
        case .otherPublicKey: "the public key in the file does not belong to the secret key"
        case .secretOutOfRange(let algorithm): "the secret is not one that a key of \(algorithm) can have"
        case .publicKey(let error): error.description
        case .otherSender(let found, let expected):
            "the request is of sender \(found.text), where the identity's \(expected.text) was expected"
        case .secp256k1(let error): error.description
        case .chain(let error): error.description
        case .library(let message): "the cryptographic library failed: \(message)"
        }
    }
}

extension IdentityError {
    static func check(_ file: PrivateKeyFile, is algorithm: KeyAlgorithm) throws(IdentityError) {
        guard file.algorithm == algorithm else { throw .otherAlgorithm(found: file.algorithm, expected: algorithm) }
    }

    static func check(_ file: PrivateKeyFile, has key: ICProtocol.PublicKey) throws(IdentityError) {
        guard file.publicKey == nil || file.publicKey == key.info.point else { throw .otherPublicKey }
    }

    static func publicKey(_ algorithm: KeyAlgorithm, _ point: [UInt8]) throws(IdentityError) -> ICProtocol.PublicKey {
        let info: PublicKeyInfo
        do throws(KeyEncodingError) { info = try PublicKeyInfo(algorithm: algorithm, point: point) } catch {
            throw .encoding(error)
        }
        do throws(PublicKeyError) { return try ICProtocol.PublicKey(info) } catch { throw .publicKey(error) }
    }

    static func file(_ key: ICProtocol.PublicKey, secret: [UInt8]) throws(IdentityError) -> PrivateKeyFile {
        do throws(KeyEncodingError) {
            return try PrivateKeyFile(algorithm: key.info.algorithm, secret: secret, publicKey: key.info.point)
        } catch {
            throw .encoding(error)
        }
    }
}
