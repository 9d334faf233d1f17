/// All the lines of Miller's loop for a point of G2: they do not depend on the point of G1.
struct LineFunctions: Sendable {
    /// In the order of the loop: 63 of doublings, and one of an addition behind that of each of five.
    let lines: [LineFunction]

    /// Follows the multiplication of a point by |x|.
    ///
    /// - Precondition: the point lies in the group.
    init(_ point: AffinePoint<G2>) {
        var walker = LineWalker(point)
        var lines: [LineWalker.Line] = []
        for isSet in CurveParameter.bits.dropFirst() {
            lines.append(walker.double())
            if isSet { lines.append(walker.add(point)) }
        }
        // The last coefficients are 2·y·z and x - x' of points that a group of odd order keeps from zero.
        self.lines = zip(lines, Fp2.inverses(of: lines.map(\.third))).map { line, inverse in
            LineFunction(constant: line.first * inverse, slope: line.second * inverse)
        }
    }
}

/// A point of the twist on its way, in homogeneous coordinates (X/Z, Y/Z), with formulas of Costello, Lange and Naehrig
/// ("Faster pairing computations on curves with high-degree twists").
private struct LineWalker {
    /// The coefficients of 1, xP·v and yP·v·w, up to a common factor.
    typealias Line = (first: Fp2, second: Fp2, third: Fp2)

    private var x, y, z: Fp2

    init(_ point: AffinePoint<G2>) {
        (x, y, z) = (point.x, point.y, .one)
    }

    /// Doubles the point. Gives the tangent.
    mutating func double() -> Line {
        let a = (x * y).halved
        let b = y.squared
        let c = z.squared
        // 3·b'·Z², where b' = 4·ξ.
        let e = (c.doubled + c).doubled.doubled.timesXi
        let f = e.doubled + e
        let g = (b + f).halved
        let h = (y + z).squared - b - c
        let squareOfX = x.squared
        let squareOfE = e.squared
        x = a * (b - f)
        y = g.squared - squareOfE.doubled - squareOfE
        z = b * h
        return (e - b, squareOfX.doubled + squareOfX, -h)
    }

    /// Adds a point other than this one and its negative. Gives the line through both.
    mutating func add(_ point: AffinePoint<G2>) -> Line {
        let theta = y - point.y * z
        let lambda = x - point.x * z
        let d = lambda.squared
        let e = lambda * d
        let f = z * theta.squared
        let g = x * d
        let h = e + f - g.doubled
        x = lambda * h
        y = theta * (g - h) - e * y
        z = z * e
        return (theta * point.x - lambda * point.y, -theta, lambda)
    }
}
