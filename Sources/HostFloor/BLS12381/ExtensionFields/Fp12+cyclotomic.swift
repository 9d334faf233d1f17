/// The cyclotomic subgroup, of order p⁴ - p² + 1: where the easy part of the final exponentiation leads.
extension Fp12 {
    /// The square of an element of the cyclotomic subgroup (Granger and Scott, "Faster squaring in the cyclotomic
    /// subgroup of sixth degree extensions"): over Fp4 = Fp2[w³], with nine squares of Fp2.
    var cyclotomicSquare: Fp12 {
        let (a, b) = Fp12.squareInFp4(c0.c0, c1.c1)
        let (c, d) = Fp12.squareInFp4(c1.c0, c0.c2)
        let (e, f) = Fp12.squareInFp4(c0.c1, c1.c2)
        let turned = f.timesXi
        return Fp12(
            Fp6((a - c0.c0).doubled + a, (c - c0.c1).doubled + c, (e - c0.c2).doubled + e),
            Fp6((turned + c1.c0).doubled + turned, (b + c1.c1).doubled + b, (d + c1.c2).doubled + d))
    }

    /// The square of a + b·w³ in Fp2[w³], where (w³)² = ξ.
    @inline(__always)
    private static func squareInFp4(_ a: Fp2, _ b: Fp2) -> (Fp2, Fp2) {
        let (squareOfA, squareOfB) = (a.squared, b.squared)
        return (squareOfA + squareOfB.timesXi, (a + b).squared - squareOfA - squareOfB)
    }

    /// The power of an element of the cyclotomic subgroup with the curve's parameter x as exponent.
    var raisedToParameter: Fp12 {
        var power = self
        for isSet in CurveParameter.bits.dropFirst() {
            power = power.cyclotomicSquare
            if isSet { power = power * self }
        }
        return power.conjugate
    }
}
