/// An element of the quadratic extension Fp[u]/(u² + 1).
struct Fp2: Field {
    /// The coefficients of 1 and u.
    var c0, c1: Fp

    @inline(__always)
    init(_ c0: Fp, _ c1: Fp) {
        (self.c0, self.c1) = (c0, c1)
    }

    static var zero: Fp2 { Fp2(.zero, .zero) }
    static var one: Fp2 { Fp2(.one, .zero) }

    @inline(__always)
    var isZero: Bool { c0.isZero && c1.isZero }

    @inline(__always)
    static func + (a: Fp2, b: Fp2) -> Fp2 { Fp2(a.c0 + b.c0, a.c1 + b.c1) }

    @inline(__always)
    static func - (a: Fp2, b: Fp2) -> Fp2 { Fp2(a.c0 - b.c0, a.c1 - b.c1) }

    @inline(__always)
    static prefix func - (a: Fp2) -> Fp2 { Fp2(-a.c0, -a.c1) }

    static func * (a: Fp2, b: Fp2) -> Fp2 {
        Fp2(.sumOfProducts(a.c0, b.c0, -a.c1, b.c1), .sumOfProducts(a.c0, b.c1, a.c1, b.c0))
    }

    @inline(__always)
    static func * (a: Fp2, b: Fp) -> Fp2 { Fp2(a.c0 * b, a.c1 * b) }

    @inline(__always)
    var doubled: Fp2 { Fp2(c0.doubled, c1.doubled) }

    @inline(__always)
    var halved: Fp2 { Fp2(c0.halved, c1.halved) }

    var squared: Fp2 {
        Fp2((c0 - c1) * c0.addedWithoutReduction(to: c1), c0.addedWithoutReduction(to: c0) * c1)
    }

    /// The conjugate, which is the power with the exponent p.
    @inline(__always)
    var conjugate: Fp2 { Fp2(c0, -c1) }

    /// The product with the conjugate.
    var norm: Fp { .sumOfProducts(c0, c0, c1, c1) }

    var inverse: Fp2 { conjugate * norm.inverse }

    /// The product with ξ = 1 + u, by which the tower goes on.
    @inline(__always)
    var timesXi: Fp2 { Fp2(c0 - c1, c0 + c1) }
}
