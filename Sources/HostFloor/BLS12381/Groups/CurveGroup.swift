/// A group of points: those of order r on a curve y² = x³ + b.
protocol CurveGroup: Sendable {
    associatedtype Coordinate: CurveCoordinate

    /// The curve's constant.
    static var b: Coordinate { get }

    /// The generator that the specification names.
    static var generator: AffinePoint<Self> { get }

    /// Whether a point of the curve lies in the group.
    static func contains(_ point: AffinePoint<Self>) -> Bool
}

/// What the encoding of points needs of their coordinates.
protocol CurveCoordinate: Field {
    /// The number of bytes that a coordinate is written in.
    static var byteCount: Int { get }

    /// The coordinate that so many bytes are; `nil` unless each of its coefficients is below p.
    init?(bytes: ArraySlice<UInt8>)

    /// The coordinate, most significant byte first.
    var bytes: [UInt8] { get }

    /// A square root; `nil` if there is none.
    var squareRoot: Self? { get }

    /// Which of y and -y this is.
    var isGreaterThanNegative: Bool { get }
}

extension Fp: CurveCoordinate {}
extension Fp2: CurveCoordinate {}
