import Crypto
import Foundation
import ICProtocol
import KeyEncoding

/// An identity with a key of Ed25519.
public struct Ed25519Identity: KeyIdentity {
    private let key: Curve25519.Signing.PrivateKey

    /// The key that its signatures are verified with.
    public let publicKey: ICProtocol.PublicKey

    /// Makes a key of the system's randomness.
    public init() throws(IdentityError) { try self.init(Curve25519.Signing.PrivateKey()) }

    /// Takes over a seed of 32 bytes (RFC 8032, "private key").
    public init(seed: [UInt8]) throws(IdentityError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .secretOutOfRange(.ed25519)
        }
        try self.init(key)
    }

    /// Takes over what a file holds.
    public init(_ file: PrivateKeyFile) throws(IdentityError) {
        try IdentityError.check(file, is: .ed25519)
        try self.init(seed: file.secret)
        try IdentityError.check(file, has: publicKey)
    }

    private init(_ key: Curve25519.Signing.PrivateKey) throws(IdentityError) {
        self.key = key
        self.publicKey = try IdentityError.publicKey(.ed25519, Array(key.publicKey.rawRepresentation))
    }

    public var file: PrivateKeyFile {
        get throws(IdentityError) { try IdentityError.file(publicKey, secret: Array(key.rawRepresentation)) }
    }

    public func sign(_ message: [UInt8]) throws(IdentityError) -> [UInt8] {
        do { return Array(try key.signature(for: message)) } catch { throw .library("\(error)") }
    }
}
