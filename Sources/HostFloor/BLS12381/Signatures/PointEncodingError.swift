/// Why bytes are not the compressed form of a point of its group.
public enum PointEncodingError: Error, Hashable, Sendable {
    /// There are more or fewer bytes than the group's points have.
    case length(found: Int, expected: Int)
    /// The first bit, which marks the compressed form, is not set.
    case notCompressed(firstByte: UInt8)
    /// The second bit says that this is the point at infinity, and other bits behind it are set.
    case malformedInfinity
    /// The point at infinity, which is neither a key nor a signature.
    case infinity
    /// The coordinate is no integer below the prime, or has a part that is none.
    case coordinateNotBelowPrime
    /// No point of the curve has this coordinate.
    case notOnCurve
    /// The point is on the curve, but not in the group.
    case notInGroup
}

extension PointEncodingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .length(let found, let expected): "it has \(found) bytes, where \(expected) were expected"
        case .notCompressed(let firstByte):
            "its first byte is 0x\(String(firstByte, radix: 16)), without the bit 0x80 that marks the compressed form"
        case .malformedInfinity:
            "the bit 0x40 of its first byte marks the point at infinity, behind which only zeros were expected"
        case .infinity: "it is the point at infinity"
        case .coordinateNotBelowPrime: "its coordinate is not an integer below the prime of the field"
        case .notOnCurve: "no point of the curve has its coordinate"
        case .notInGroup: "its point is on the curve, but not in the group of prime order"
        }
    }
}
