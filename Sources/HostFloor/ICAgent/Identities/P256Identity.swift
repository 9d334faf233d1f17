import Crypto
import Foundation
import ICProtocol
import KeyEncoding

/// An identity with a key of ECDSA on the curve P-256.
public struct P256Identity: KeyIdentity {
    private let key: P256.Signing.PrivateKey

    /// The key that its signatures are verified with.
    public let publicKey: ICProtocol.PublicKey

    /// Makes a key of the system's randomness.
    public init() throws(IdentityError) { try self.init(P256.Signing.PrivateKey()) }

    /// Takes over a secret number of 32 bytes, the most significant first.
    public init(secret: [UInt8]) throws(IdentityError) {
        guard let key = try? P256.Signing.PrivateKey(rawRepresentation: secret) else {
            throw .secretOutOfRange(.p256)
        }
        try self.init(key)
    }

    /// Takes over what a file holds.
    public init(_ file: PrivateKeyFile) throws(IdentityError) {
        try IdentityError.check(file, is: .p256)
        try self.init(secret: file.secret)
        try IdentityError.check(file, has: publicKey)
    }

    private init(_ key: P256.Signing.PrivateKey) throws(IdentityError) {
        self.key = key
        self.publicKey = try IdentityError.publicKey(.p256, Array(key.publicKey.x963Representation))
    }

    public var file: PrivateKeyFile {
        get throws(IdentityError) { try IdentityError.file(publicKey, secret: Array(key.rawRepresentation)) }
    }

    /// Signs the SHA-256 digest of a message; of the two values that `s` can have it is the lesser.
    public func sign(_ message: [UInt8]) throws(IdentityError) -> [UInt8] {
        let signature: P256.Signing.ECDSASignature
        do { signature = try key.signature(for: message) } catch { throw .library("\(error)") }
        guard let numbers = ECDSASignature(concatenated: Array(signature.rawRepresentation)) else {
            throw .library("a signature of \(signature.rawRepresentation.count) bytes")
        }
        return numbers.lowered(order: CurveOrder.p256).concatenated
    }
}
