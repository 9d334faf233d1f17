extension Isogeny {
    /// The point that a point of the other curve, with x as a fraction, leads to. Those whose x is a zero of the
    /// denominators lead to infinity.
    static func map(_ point: IsogenousCurve.Point) -> JacobianPoint<G1> {
        let powers = FractionPowers(point.xNumerator, point.xDenominator)
        let xNumerator = powers.value(of: xNumerator)
        let yNumerator = powers.value(of: yNumerator) * point.y
        // Both fractions are multiplied by the same powers above and below; x's denominator is one degree less than
        // its numerator.
        let xDenominator = powers.value(of: xDenominator) * point.xDenominator
        let yDenominator = powers.value(of: yDenominator)
        let z = xDenominator * yDenominator
        return JacobianPoint(xNumerator * yDenominator * z, yNumerator * xDenominator * z.squared, z)
    }
}

/// Powers of the two parts of a fraction n/d, for the values of polynomials at it.
private struct FractionPowers {
    /// n itself.
    private let numerator: Fp
    /// The powers of d from the zeroth to the fifteenth, the highest degree of the polynomials.
    private let denominators: [Fp]

    init(_ numerator: Fp, _ denominator: Fp) {
        self.numerator = numerator
        denominators = (1...15).reduce(into: [.one]) { powers, _ in
            powers.append(powers[powers.count - 1] * denominator)
        }
    }

    /// The value at n/d of a polynomial of degree k, times d^k.
    func value(of coefficients: [Fp]) -> Fp {
        var value = coefficients[coefficients.count - 1]
        for index in coefficients.indices.dropLast().reversed() {
            value = value * numerator + coefficients[index] * denominators[coefficients.count - 1 - index]
        }
        return value
    }
}
