/// An element of Fp6[w]/(w² - v), the field in which pairings take their values.
struct Fp12: Field {
    /// The coefficients of 1 and w.
    var c0, c1: Fp6

    @inline(__always)
    init(_ c0: Fp6, _ c1: Fp6) {
        (self.c0, self.c1) = (c0, c1)
    }

    static var zero: Fp12 { Fp12(.zero, .zero) }
    static var one: Fp12 { Fp12(.one, .zero) }

    var isZero: Bool { c0.isZero && c1.isZero }

    @inline(__always)
    static func + (a: Fp12, b: Fp12) -> Fp12 { Fp12(a.c0 + b.c0, a.c1 + b.c1) }

    @inline(__always)
    static func - (a: Fp12, b: Fp12) -> Fp12 { Fp12(a.c0 - b.c0, a.c1 - b.c1) }

    @inline(__always)
    static prefix func - (a: Fp12) -> Fp12 { Fp12(-a.c0, -a.c1) }

    static func * (a: Fp12, b: Fp12) -> Fp12 {
        let (p0, p1) = (a.c0 * b.c0, a.c1 * b.c1)
        return Fp12(p0 + p1.timesV, (a.c0 + a.c1) * (b.c0 + b.c1) - p0 - p1)
    }

    @inline(__always)
    var doubled: Fp12 { Fp12(c0.doubled, c1.doubled) }

    /// As complex numbers are squared: two products of the field below.
    var squared: Fp12 {
        let product = c0 * c1
        return Fp12((c0 + c1) * (c0 + c1.timesV) - product - product.timesV, product.doubled)
    }

    /// The conjugate over Fp6, which is the power with the exponent p⁶; in the cyclotomic subgroup the inverse.
    @inline(__always)
    var conjugate: Fp12 { Fp12(c0, -c1) }

    var inverse: Fp12 {
        let inverse = (c0.squared - c1.squared.timesV).inverse
        return Fp12(c0 * inverse, -(c1 * inverse))
    }
}
