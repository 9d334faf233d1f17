/// A signature: a point of G1.
public struct Signature: Hashable, Sendable {
    let point: AffinePoint<G1>

    /// The number of bytes of every signature.
    public static let byteCount = 48

    /// Reads a signature from its compressed form of 48 bytes.
    ///
    /// - Throws: ``BLSError/signature(_:)`` with what is wrong, unless the bytes are the one encoding of a point of the
    ///   group other than that at infinity.
    public init(compressed bytes: [UInt8]) throws(BLSError) {
        do throws(PointEncodingError) {
            point = try AffinePoint(compressed: bytes)
        } catch {
            throw .signature(error)
        }
    }

    init(point: AffinePoint<G1>) {
        self.point = point
    }

    /// The signature in its compressed form of 48 bytes.
    public var compressed: [UInt8] { point.compressed }
}
