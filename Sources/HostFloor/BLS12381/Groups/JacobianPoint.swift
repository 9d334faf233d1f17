/// A point of a curve in Jacobian coordinates: (X/Z², Y/Z³), or the point at infinity where Z is zero.
///
/// Addition and doubling are those of the Explicit-Formulas Database for curves with a = 0.
struct JacobianPoint<Group: CurveGroup>: Sendable {
    var x, y, z: Group.Coordinate

    init(_ x: Group.Coordinate, _ y: Group.Coordinate, _ z: Group.Coordinate) {
        (self.x, self.y, self.z) = (x, y, z)
    }

    init(_ point: AffinePoint<Group>) {
        self.init(point.x, point.y, .one)
    }

    static var infinity: JacobianPoint { JacobianPoint(.one, .one, .zero) }

    var isInfinity: Bool { z.isZero }

    /// The point's coordinates; `nil` for the point at infinity.
    var affine: AffinePoint<Group>? {
        guard !isInfinity else { return nil }
        let inverse = z.inverse
        let square = inverse.squared
        return AffinePoint(x * square, y * square * inverse)
    }

    /// Whether this is a point with these coordinates.
    static func == (a: JacobianPoint, b: AffinePoint<Group>) -> Bool {
        let square = a.z.squared
        return !a.isInfinity && a.x == b.x * square && a.y == b.y * square * a.z
    }

    static prefix func - (point: JacobianPoint) -> JacobianPoint { JacobianPoint(point.x, -point.y, point.z) }

    /// Seven products, five of them squares; right for the point at infinity too.
    var doubled: JacobianPoint {
        let a = x.squared
        let b = y.squared
        let c = b.squared
        let d = ((x + b).squared - a - c).doubled
        let e = a.doubled + a
        let newX = e.squared - d.doubled
        return JacobianPoint(newX, e * (d - newX) - c.doubled.doubled.doubled, (y * z).doubled)
    }

    static func + (first: JacobianPoint, second: JacobianPoint) -> JacobianPoint {
        if first.isInfinity { return second }
        if second.isInfinity { return first }
        let (z1, z2) = (first.z.squared, second.z.squared)
        let (u1, u2) = (first.x * z2, second.x * z1)
        let (s1, s2) = (first.y * second.z * z2, second.y * first.z * z1)
        let h = u2 - u1
        let r = (s2 - s1).doubled
        if h.isZero { return r.isZero ? first.doubled : .infinity }
        let i = h.doubled.squared
        let j = h * i
        let v = u1 * i
        let newX = r.squared - j - v.doubled
        return JacobianPoint(
            newX, r * (v - newX) - (s1 * j).doubled, ((first.z + second.z).squared - z1 - z2) * h)
    }

    static func + (first: JacobianPoint, second: AffinePoint<Group>) -> JacobianPoint {
        if first.isInfinity { return JacobianPoint(second) }
        let zz = first.z.squared
        let h = second.x * zz - first.x
        let r = (second.y * first.z * zz - first.y).doubled
        if h.isZero { return r.isZero ? first.doubled : .infinity }
        let hh = h.squared
        let i = hh.doubled.doubled
        let j = h * i
        let v = first.x * i
        let newX = r.squared - j - v.doubled
        return JacobianPoint(
            newX, r * (v - newX) - (first.y * j).doubled, (first.z + h).squared - zz - hh)
    }
}
