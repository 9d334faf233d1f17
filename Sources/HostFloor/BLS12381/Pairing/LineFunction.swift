/// A line through points of the twist, as a function on G1: its value at a point is what a step of Miller's loop
/// multiplies by.
///
/// The line through the image of (x', y') on the curve over Fp12 with the slope λ' is, times w³,
///
///     (λ'·x' - y') - λ'·xP·v + yP·v·w
///
/// Factors in Fp2 do not survive the final exponentiation, so it is kept and evaluated divided by yP.
struct LineFunction: Sendable {
    /// λ'·x' - y', which 1/yP multiplies.
    let constant: Fp2
    /// -λ', which xP/yP multiplies.
    let slope: Fp2
}

/// A point of G1 as lines want it.
struct EvaluationPoint: Sendable {
    let xOverY, inverseOfY: Fp

    /// The points; none of them may be that at infinity. The group has no point with y = 0: one inversion serves all.
    static func points(_ points: [JacobianPoint<G1>]) -> [EvaluationPoint] {
        zip(points, Fp.inverses(of: points.map(\.y))).map { point, inverse in
            // x/y = X·Z/Y, 1/y = Z³/Y.
            let quotient = point.z * inverse
            return EvaluationPoint(xOverY: point.x * quotient, inverseOfY: point.z.squared * quotient)
        }
    }
}

extension Fp12 {
    /// The product with a line's value at a point.
    func times(_ line: LineFunction, at point: EvaluationPoint) -> Fp12 {
        let (constant, slope) = (line.constant * point.inverseOfY, line.slope * point.xOverY)
        // The value is constant + slope·v + v·w: the last part only shifts coefficients.
        let shifted = Fp6(c1.c1.timesXi, c1.c2.timesXi, c1.c0)
        return Fp12(c0.times(constant, slope) + shifted, c1.times(constant, slope) + c0.timesV)
    }
}
