import ICProtocol
import KeyEncoding
import Secp256k1

/// An identity with a key of ECDSA on the curve secp256k1.
public struct Secp256k1Identity: KeyIdentity {
    private let key: PrivateKey

    /// The key that its signatures are verified with.
    public let publicKey: ICProtocol.PublicKey

    /// Makes a key of the system's randomness.
    public init() throws(IdentityError) {
        let key: PrivateKey
        do throws(Secp256k1Error) { key = try PrivateKey() } catch { throw .secp256k1(error) }
        try self.init(key)
    }

    /// Takes over a secret number of 32 bytes, the most significant first.
    public init(secret: [UInt8]) throws(IdentityError) {
        guard let key = try? PrivateKey(secret: secret) else { throw .secretOutOfRange(.secp256k1) }
        try self.init(key)
    }

    /// Takes over what a file holds.
    public init(_ file: PrivateKeyFile) throws(IdentityError) {
        try IdentityError.check(file, is: .secp256k1)
        try self.init(secret: file.secret)
        try IdentityError.check(file, has: publicKey)
    }

    private init(_ key: PrivateKey) throws(IdentityError) {
        self.key = key
        self.publicKey = try IdentityError.publicKey(.secp256k1, key.publicKey.uncompressed)
    }

    public var file: PrivateKeyFile {
        get throws(IdentityError) { try IdentityError.file(publicKey, secret: key.secret) }
    }

    /// Signs the SHA-256 digest of a message; of the two values that `s` can have it is the lesser.
    public func sign(_ message: [UInt8]) throws(IdentityError) -> [UInt8] {
        do throws(Secp256k1Error) { return try key.sign(message) } catch { throw .secp256k1(error) }
    }
}
