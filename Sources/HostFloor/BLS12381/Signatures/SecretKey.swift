/// A secret key for tests.
///
/// - Important: Signing takes a time that tells of the key, and the key is not erased from memory. Use it where a test
///   or a local replica plays the network; never for a key that protects anything.
public struct SecretKey: Sendable {
    /// The integer in four words, least significant first: from 1 to r - 1.
    private let scalar: [UInt64]

    /// The number of bytes of every secret key.
    public static let byteCount = 32

    /// The fewest bytes that a seed may have.
    public static let minimumSeedByteCount = 32

    /// Makes the key that follows from a seed, by the `KeyGen` of draft-irtf-cfrg-bls-signature (section 2.3) without
    /// further information about the key.
    ///
    /// - Throws: ``BLSError/seedTooShort(found:minimum:)`` for fewer than 32 bytes.
    public init(seed: [UInt8]) throws(BLSError) {
        guard seed.count >= Self.minimumSeedByteCount else {
            throw .seedTooShort(found: seed.count, minimum: Self.minimumSeedByteCount)
        }
        scalar = KeyGeneration.scalar(from: seed)
    }

    /// Takes a key as an integer of 32 bytes, most significant first.
    ///
    /// - Throws: ``BLSError/secretKeyLength(found:)``, or ``BLSError/secretKeyOutOfRange`` unless the integer lies from
    ///   1 to r - 1.
    public init(bytes: [UInt8]) throws(BLSError) {
        guard bytes.count == Self.byteCount else { throw .secretKeyLength(found: bytes.count) }
        let words = UInt64.words(bigEndian: bytes[...])
        guard words.contains(where: { $0 != 0 }), ScalarReduction.isReduced(words) else { throw .secretKeyOutOfRange }
        scalar = words
    }

    /// The key as an integer of 32 bytes, most significant first.
    public var bytes: [UInt8] { UInt64.bigEndianBytes(of: scalar) }

    /// The key by which its signatures are judged.
    public var publicKey: PublicKey {
        guard let point = JacobianPoint(G2.generator).multiplied(by: scalar).affine else {
            preconditionFailure("a secret key is no multiple of the group's order")
        }
        return PublicKey(point: point)
    }

    /// The signature for a message.
    public func sign(_ message: [UInt8]) -> Signature {
        guard let point = HashToCurve.hash(message).multiplied(by: scalar).affine else {
            preconditionFailure("a message whose hash is the point at infinity is as hard to find as a forgery")
        }
        return Signature(point: point)
    }
}
