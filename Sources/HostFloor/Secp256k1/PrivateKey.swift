internal import COpenSSL
import KeyEncoding

/// A secret key of ECDSA on the curve secp256k1.
public struct PrivateKey: Sendable {
    /// The secret number: 32 bytes, the most significant first. **Do not show it, log it or send it anywhere.**
    public let secret: [UInt8]

    /// The key that signatures are verified with.
    public let publicKey: PublicKey

    /// Makes a key of the system's randomness.
    public init() throws(Secp256k1Error) {
        var generator = SystemRandomNumberGenerator()
        var secret: [UInt8]
        // A number out of range comes up once in 2^128 tries.
        repeat {
            secret = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        } while !Self.isInRange(secret)
        try self.init(secret: secret)
    }

    /// Takes over a secret number.
    ///
    /// - Throws: ``Secp256k1Error/secretOutOfRange``.
    public init(secret: [UInt8]) throws(Secp256k1Error) {
        guard Self.isInRange(secret) else { throw .secretOutOfRange }
        self.secret = secret
        self.publicKey = try PublicKey(uncompressed: try KeyHandle(secret: secret).publicPoint())
    }

    /// Reads the first private key of a PEM text, in SEC 1 or PKCS#8, as OpenSSL, dfx and icp-cli write it.
    public init(pem text: String) throws(Secp256k1Error) {
        let file: PrivateKeyFile
        do throws(KeyEncodingError) { file = try PrivateKeyFile(pem: text) } catch { throw .encoding(error) }
        try self.init(file)
    }

    /// Takes over what a file holds.
    public init(_ file: PrivateKeyFile) throws(Secp256k1Error) {
        guard file.algorithm == .secp256k1 else { throw .otherAlgorithm(file.algorithm) }
        try self.init(secret: file.secret)
        guard file.publicKey == nil || file.publicKey == publicKey.uncompressed else { throw .otherPublicKey }
    }

    /// The key as files hold it.
    public var file: PrivateKeyFile {
        get throws(Secp256k1Error) {
            do throws(KeyEncodingError) {
                return try PrivateKeyFile(algorithm: .secp256k1, secret: secret, publicKey: publicKey.uncompressed)
            } catch {
                throw .encoding(error)
            }
        }
    }

    /// Signs the SHA-256 digest of a message. Two signatures of a message differ, since each has a random number in it.
    ///
    /// - Returns: `r ‖ s` with the lesser `s`: 64 bytes.
    public func sign(_ message: [UInt8]) throws(Secp256k1Error) -> [UInt8] {
        let der = try KeyHandle(secret: secret).sign(message)
        do throws(KeyEncodingError) {
            return try ECDSASignature(der: der).lowered(order: CurveOrder.secp256k1).concatenated
        } catch {
            throw .encoding(error)
        }
    }

    private static func isInRange(_ secret: [UInt8]) -> Bool {
        secret.count == 32 && secret.contains { $0 != 0 } && secret.lexicographicallyPrecedes(CurveOrder.secp256k1)
    }
}
