/// An element of the cubic extension Fp2[v]/(v³ - ξ), where ξ = 1 + u.
struct Fp6: Field {
    /// The coefficients of 1, v and v².
    var c0, c1, c2: Fp2

    @inline(__always)
    init(_ c0: Fp2, _ c1: Fp2, _ c2: Fp2) {
        (self.c0, self.c1, self.c2) = (c0, c1, c2)
    }

    static var zero: Fp6 { Fp6(.zero, .zero, .zero) }
    static var one: Fp6 { Fp6(.one, .zero, .zero) }

    var isZero: Bool { c0.isZero && c1.isZero && c2.isZero }

    @inline(__always)
    static func + (a: Fp6, b: Fp6) -> Fp6 { Fp6(a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2) }

    @inline(__always)
    static func - (a: Fp6, b: Fp6) -> Fp6 { Fp6(a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2) }

    @inline(__always)
    static prefix func - (a: Fp6) -> Fp6 { Fp6(-a.c0, -a.c1, -a.c2) }

    /// Karatsuba's way: six products in the place of nine.
    static func * (a: Fp6, b: Fp6) -> Fp6 {
        let (p0, p1, p2) = (a.c0 * b.c0, a.c1 * b.c1, a.c2 * b.c2)
        return Fp6(
            p0 + ((a.c1 + a.c2) * (b.c1 + b.c2) - p1 - p2).timesXi,
            (a.c0 + a.c1) * (b.c0 + b.c1) - p0 - p1 + p2.timesXi,
            (a.c0 + a.c2) * (b.c0 + b.c2) - p0 - p2 + p1)
    }

    /// The product with b0 + b1·v.
    func times(_ b0: Fp2, _ b1: Fp2) -> Fp6 {
        let (p0, p1) = (c0 * b0, c1 * b1)
        return Fp6(p0 + (c2 * b1).timesXi, (c0 + c1) * (b0 + b1) - p0 - p1, c2 * b0 + p1)
    }

    @inline(__always)
    var doubled: Fp6 { Fp6(c0.doubled, c1.doubled, c2.doubled) }

    var squared: Fp6 { self * self }

    /// The product with v.
    @inline(__always)
    var timesV: Fp6 { Fp6(c2.timesXi, c0, c1) }

    var inverse: Fp6 {
        let t0 = c0.squared - (c1 * c2).timesXi
        let t1 = c2.squared.timesXi - c0 * c1
        let t2 = c1.squared - c0 * c2
        let inverse = (c0 * t0 + (c2 * t1 + c1 * t2).timesXi).inverse
        return Fp6(t0 * inverse, t1 * inverse, t2 * inverse)
    }
}
