import TestSupport
import Testing

@testable import BLS12381

@Suite("The extension fields")
struct ExtensionFieldTests {
    private let u = Fp2(0, 1)
    private let v = Fp6(.zero, .one, .zero)
    private let w = Fp12(.zero, .one)

    @Test("obey the laws of fields")
    func laws() {
        checkLaws(of: Fp2.self)
        checkLaws(of: Fp6.self)
        checkLaws(of: Fp12.self)
    }

    private func checkLaws<Element: RandomElement>(of _: Element.Type) {
        var generator = SplitMix64(seed: 2)
        for _ in 0..<caseCount(4) {
            let (a, b, c) = (Element.random(&generator), Element.random(&generator), Element.random(&generator))
            #expect(a + b == b + a && a * b == b * a)
            #expect((a + b) + c == a + (b + c))
            #expect((a * b) * c == a * (b * c))
            #expect(a * (b + c) == a * b + a * c)
            #expect(a * (b - c) == a * b - a * c)
            #expect(a - a == .zero && a + -a == .zero && (a - a).isZero)
            #expect(a * .one == a && a * .zero == .zero && a + .zero == a)
            #expect(a.squared == a * a && a.doubled == a + a)
            #expect(a * a.inverse == .one)
            #expect(Element.inverses(of: [a, b, c]) == [a.inverse, b.inverse, c.inverse])
            #expect(a.raised(to: [5]) == a * a * a * a * a)
        }
        #expect(Element.zero.inverse == .zero)
    }

    @Test("stand upon each other: u² = -1, v³ = 1 + u, w² = v")
    func tower() {
        #expect(u.squared == -.one)
        #expect(v * v * v == Fp6(Fp2.one + u, .zero, .zero))
        #expect(w.squared == Fp12(v, .zero))
    }

    /// Which makes v³ - ξ and w² - v irreducible: ξ is neither a square nor a cube.
    @Test("stand upon a ξ that is neither a square nor a cube")
    func xi() {
        #expect(Fp2.one.timesXi.squareRoot == nil)
        // ξ^((p² - 1)/3) = (γ²)^(p + 1).
        let power = Frobenius.powers[2].norm
        #expect(power != 1 && power * power * power == 1)
    }

    @Test("multiply by ξ, v, and elements with zeros in them")
    func shortcuts() {
        var generator = SplitMix64(seed: 6)
        let (a, b, c) = (Fp2.random(&generator), Fp2.random(&generator), Fp.random(&generator))
        #expect(a.timesXi == a * (Fp2.one + u))
        #expect(a * c == a * Fp2(c, 0))
        #expect(a.halved.doubled == a)
        #expect(Fp2(a.norm, 0) == a * a.conjugate)
        let d = Fp6.random(&generator)
        #expect(d.timesV == d * v)
        #expect(d.times(a, b) == d * Fp6(a, b, .zero))
        let e = Fp12.random(&generator)
        let point = EvaluationPoint(xOverY: c, inverseOfY: c + 1)
        let line = Fp12(Fp6(a * (c + 1), b * c, .zero), Fp6(.zero, .one, .zero))
        #expect(e.times(LineFunction(constant: a, slope: b), at: point) == e * line)
    }

    @Test("give a root of each square, and none of others")
    func roots() {
        var generator = SplitMix64(seed: 12)
        var squares = 0
        for _ in 0..<caseCount(12) {
            let a = Fp2.random(&generator)
            #expect(a.squared.squareRoot.map { $0 == a || $0 == -a } == true)
            // ξ is no square, so that one of a and ξ·a is one.
            let (root, other) = (a.squareRoot, a.timesXi.squareRoot)
            #expect((root == nil) != (other == nil))
            if let root {
                #expect(root.squared == a)
                squares += 1
            }
            let real = Fp2(a.c0, 0)
            #expect(real.squareRoot?.squared == real)
        }
        #expect(squares > 0 && squares < caseCount(12))
        #expect(Fp2.zero.squareRoot == .zero)
    }

    @Test("have Frobenius' map as the power p, and conjugates as powers of it")
    func frobenius() {
        var generator = SplitMix64(seed: 7)
        let a = Fp12.random(&generator)
        let p = Parameters.prime.words
        #expect(a.frobenius == a.raised(to: p))
        #expect(a.c0.c0.conjugate == a.c0.c0.raised(to: p))
        #expect((0..<6).reduce(a) { value, _ in value.frobenius } == a.conjugate)
        #expect((0..<12).reduce(a) { value, _ in value.frobenius } == a)
        #expect(w.frobenius == w * Fp12(Fp6(Frobenius.powers[1], .zero, .zero), .zero))
    }

    @Test("square and raise to the parameter more cheaply in the cyclotomic subgroup")
    func cyclotomic() {
        var generator = SplitMix64(seed: 8)
        for _ in 0..<caseCount(2) {
            let a = Fp12.random(&generator)
            let unitary = a.conjugate * a.inverse
            let b = unitary.frobenius.frobenius * unitary
            #expect(b * b.conjugate == .one)
            #expect(b.cyclotomicSquare == b.squared)
            #expect(b.raisedToParameter * b.raised(to: [CurveParameter.magnitude]) == .one)
            // Elsewhere the cheap square is none.
            #expect(a.cyclotomicSquare != a.squared)
        }
    }

    @Test("are written with the coefficient of u first, which also decides the order")
    func bytes() {
        var generator = SplitMix64(seed: 9)
        let a = Fp2.random(&generator)
        #expect(a.bytes == a.c1.bytes + a.c0.bytes)
        #expect(Fp2(bytes: a.bytes[...]) == a)
        #expect(a.isGreaterThanNegative == a.c1.isGreaterThanNegative)
        #expect(!Fp2(1, 0).isGreaterThanNegative && Fp2(-.one, 0).isGreaterThanNegative)
        #expect(!Fp2(-.one, 1).isGreaterThanNegative && Fp2(1, -.one).isGreaterThanNegative)
        let tooLarge = [UInt8](repeating: 0xff, count: 48)
        #expect(Fp2(bytes: (tooLarge + a.c0.bytes)[...]) == nil)
        #expect(Fp2(bytes: (a.c1.bytes + tooLarge)[...]) == nil)
    }
}
