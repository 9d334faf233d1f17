/// A public key for BLS signatures over the curve BLS12-381: a point of G2, with signatures in G1.
///
/// The scheme is that of the Internet Computer: `BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_` of
/// draft-irtf-cfrg-bls-signature. The DER in which the network wraps its keys is not known here.
///
/// ```swift
/// let key = try PublicKey(compressed: keyBytes)
/// let signature = try Signature(compressed: signatureBytes)
/// guard key.isValidSignature(signature, for: message) else { … }
/// ```
///
/// - Important: This module verifies what is public and signs with keys for tests. Its running time depends on the
///   numbers it handles, secret ones included: never give it a key that protects anything.
public struct PublicKey: Hashable, Sendable {
    let point: AffinePoint<G2>

    /// The number of bytes of every public key.
    public static let byteCount = 96

    /// Reads a key from its compressed form of 96 bytes.
    ///
    /// - Throws: ``BLSError/publicKey(_:)`` with what is wrong, unless the bytes are the one encoding of a point of the
    ///   group other than that at infinity.
    public init(compressed bytes: [UInt8]) throws(BLSError) {
        do throws(PointEncodingError) {
            point = try AffinePoint(compressed: bytes)
        } catch {
            throw .publicKey(error)
        }
    }

    init(point: AffinePoint<G2>) {
        self.point = point
    }

    /// The key in its compressed form of 96 bytes.
    public var compressed: [UInt8] { point.compressed }

    /// Whether a signature is one of this key's for a message.
    ///
    /// Where a key judges more than one signature, a ``PreparedPublicKey`` does it in less time.
    public func isValidSignature(_ signature: Signature, for message: [UInt8]) -> Bool {
        PreparedPublicKey(self).isValidSignature(signature, for: message)
    }
}
