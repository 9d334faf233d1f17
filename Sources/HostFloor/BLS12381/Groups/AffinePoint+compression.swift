/// The compressed form of points: x, with three bits in front that its integer leaves free
/// (draft-irtf-cfrg-pairing-friendly-curves-11, appendix C).
extension AffinePoint {
    /// The number of bytes of a compressed point.
    static var byteCount: Int { Group.Coordinate.byteCount }

    /// Reads a compressed point of the group.
    init(compressed bytes: [UInt8]) throws(PointEncodingError) {
        guard bytes.count == Self.byteCount else {
            throw .length(found: bytes.count, expected: Self.byteCount)
        }
        guard bytes[0] & Flags.compressed != 0 else { throw .notCompressed(firstByte: bytes[0]) }
        if bytes[0] & Flags.infinity != 0 {
            let isProper = bytes[0] == Flags.compressed | Flags.infinity && bytes.dropFirst().allSatisfy { $0 == 0 }
            throw isProper ? .infinity : .malformedInfinity
        }
        var coordinate = bytes
        coordinate[0] &= ~Flags.all
        guard let x = Group.Coordinate(bytes: coordinate[...]) else { throw .coordinateNotBelowPrime }
        guard let root = (x.squared * x + Group.b).squareRoot else { throw .notOnCurve }
        let isGreater = bytes[0] & Flags.greater != 0
        self.init(x, root.isGreaterThanNegative == isGreater ? root : -root)
        guard Group.contains(self) else { throw .notInGroup }
    }

    /// The point in its compressed form.
    var compressed: [UInt8] {
        var bytes = x.bytes
        bytes[0] |= Flags.compressed | (y.isGreaterThanNegative ? Flags.greater : 0)
        return bytes
    }
}

/// The bits in front of a coordinate.
private enum Flags {
    /// This is the compressed form.
    static let compressed: UInt8 = 0x80
    /// This is the point at infinity.
    static let infinity: UInt8 = 0x40
    /// The greater one of y and -y is meant.
    static let greater: UInt8 = 0x20

    static let all = compressed | infinity | greater
}
