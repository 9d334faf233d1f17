/// A point of a curve, other than the point at infinity, by its coordinates.
struct AffinePoint<Group: CurveGroup>: Hashable, Sendable {
    var x, y: Group.Coordinate

    init(_ x: Group.Coordinate, _ y: Group.Coordinate) {
        (self.x, self.y) = (x, y)
    }

    /// Whether the coordinates satisfy the curve's equation.
    var isOnCurve: Bool { y.squared == x.squared * x + Group.b }

    static prefix func - (point: AffinePoint) -> AffinePoint { AffinePoint(point.x, -point.y) }
}
