/// The optimal ate pairing of G1 and G2.
enum Pairing {
    /// The product of the pairings of points with points whose lines are known: one Miller loop for all, and one final
    /// exponentiation. A pair with the point at infinity counts as 1.
    ///
    /// It is the cube of the product that is usually meant, which is as good: the order of the values is no multiple of
    /// three.
    static func product(_ pairs: [(JacobianPoint<G1>, LineFunctions)]) -> Fp12 {
        millerLoop(pairs.filter { !$0.0.isInfinity }).finalExponentiation
    }

    private static func millerLoop(_ pairs: [(JacobianPoint<G1>, LineFunctions)]) -> Fp12 {
        let factors = zip(EvaluationPoint.points(pairs.map(\.0)), pairs.map(\.1.lines))
        var value = Fp12.one
        var index = 0
        func multiply() {
            for (point, lines) in factors { value = value.times(lines[index], at: point) }
            index += 1
        }
        for isSet in CurveParameter.bits.dropFirst() {
            if index > 0 { value = value.squared }
            multiply()
            if isSet { multiply() }
        }
        // The loop took |x| for the negative x.
        return value.conjugate
    }
}
