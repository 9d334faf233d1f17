import Candid
import Crypto
import Foundation
import ICCertificates
import KeyEncoding
import Secp256k1

/// A key that signatures of users and nodes are verified with (Interface Specification, "Signatures"): Ed25519, or
/// ECDSA on P-256 or secp256k1.
///
/// WebAuthn and canister signatures are not supported yet: such keys are refused, by name.
public struct PublicKey: Hashable, Sendable {
    /// The kind and the point.
    public let info: PublicKeyInfo

    /// The key in DER, as SubjectPublicKeyInfo: the form in which it travels, and of which principals are made.
    public let der: [UInt8]

    /// Reads a key in DER.
    public init(der: [UInt8]) throws(PublicKeyError) {
        let info: PublicKeyInfo
        do throws(KeyEncodingError) { info = try PublicKeyInfo(der: der) } catch { throw .encoding(error) }
        try self.init(info)
    }

    /// Takes over a kind and a point.
    ///
    /// - Throws: ``PublicKeyError/notAPoint(_:)`` where the point is not on the curve.
    public init(_ info: PublicKeyInfo) throws(PublicKeyError) {
        self.info = info
        self.der = info.der
        let isPoint =
            switch info.algorithm {
            case .ed25519: (try? Curve25519.Signing.PublicKey(rawRepresentation: info.point)) != nil
            case .p256: (try? P256.Signing.PublicKey(x963Representation: info.point)) != nil
            case .secp256k1: (try? Secp256k1.PublicKey(uncompressed: info.point)) != nil
            }
        guard isPoint else { throw .notAPoint(info.algorithm) }
    }

    /// The principal of a user with this key alone.
    public var principal: Principal { .selfAuthenticating(publicKey: der) }

    /// The number of bytes of each signature.
    public static let signatureSize = 64

    /// Whether bytes are a signature of a message by the secret key that belongs to this one. Curves with ECDSA sign
    /// the SHA-256 digest of the message, and both values that `s` can have are taken.
    ///
    /// - Parameters:
    ///   - signature: 64 bytes; anything else is no signature.
    ///   - message: what was signed, with its domain separator before it.
    public func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == Self.signatureSize else { return false }
        switch info.algorithm {
        case .ed25519:
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: info.point)
            return key?.isValidSignature(signature, for: message) ?? false
        case .p256:
            guard let key = try? P256.Signing.PublicKey(x963Representation: info.point),
                let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return key.isValidSignature(signature, for: message)
        case .secp256k1:
            let key = try? Secp256k1.PublicKey(uncompressed: info.point)
            return key?.isValidSignature(signature, for: message) ?? false
        }
    }
}

/// Why bytes are no key that signatures can be verified with.
public enum PublicKeyError: Error, Hashable, Sendable {
    /// They are not DER of a key of a supported kind.
    case encoding(KeyEncodingError)
    /// The point is not on the curve.
    case notAPoint(KeyAlgorithm)
}

extension PublicKeyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .encoding(let error): error.description
        case .notAPoint(let algorithm): "the key is no point of the curve of \(algorithm)"
        }
    }
}
