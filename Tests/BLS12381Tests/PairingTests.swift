import TestSupport
import Testing

@testable import BLS12381

@Suite("The pairing")
struct PairingTests {
    private func pairing(_ first: JacobianPoint<G1>, _ second: JacobianPoint<G2>) throws -> Fp12 {
        Pairing.product([(first, LineFunctions(try #require(second.affine)))])
    }

    @Test("is linear on both sides")
    func bilinearity() throws {
        var generator = SplitMix64(seed: 1)
        for _ in 0..<caseCount(2) {
            let (p, q) = (G1.randomPoint(&generator), G2.randomPoint(&generator))
            let (a, b) = (randomScalar(&generator), randomScalar(&generator))
            let value = try pairing(p, q)
            #expect(try pairing(p.multiplied(by: a), q) == value.raised(to: a))
            #expect(try pairing(p, q.multiplied(by: b)) == value.raised(to: b))
            let both = (Integer(words: a) * Integer(words: b) % Parameters.order).words
            #expect(try pairing(p.multiplied(by: a), q.multiplied(by: b)) == value.raised(to: both))
            let other = G1.randomPoint(&generator)
            #expect(try pairing(p + other, q) == value * pairing(other, q))
            #expect(try pairing(-p, q) == value.conjugate && pairing(p, -q) == value.conjugate)
        }
    }

    @Test("of the generators is of the groups' order, not 1")
    func order() throws {
        let value = try pairing(JacobianPoint(G1.generator), JacobianPoint(G2.generator))
        #expect(value != .one)
        #expect(value.raised(to: CurveParameter.order) == .one)
        #expect(value * value.conjugate == .one)
    }

    @Test("of several pairs is the product, and the point at infinity counts as 1")
    func products() throws {
        var generator = SplitMix64(seed: 2)
        let (p, q) = (G1.randomPoint(&generator), G1.randomPoint(&generator).doubled)
        let lines = LineFunctions(try #require(G2.randomPoint(&generator).affine))
        let others = LineFunctions(G2.generator)
        let product = Pairing.product([(p, lines), (q, others)])
        #expect(product == Pairing.product([(p, lines)]) * Pairing.product([(q, others)]))
        #expect(Pairing.product([(p, lines), (-p, lines)]) == .one)
        #expect(Pairing.product([(p, lines), (.infinity, others)]) == Pairing.product([(p, lines)]))
        #expect(Pairing.product([(.infinity, others)]) == .one && Pairing.product([]) == .one)
    }

    @Test("ends with the power 3·(p¹² - 1)/r")
    func finalExponentiation() {
        var generator = SplitMix64(seed: 3)
        let value = Fp12.random(&generator)
        let (p, r) = (Parameters.prime, Parameters.order)
        let square = p * p
        let (hard, remainder) = (square * square - square + Integer(1)).divided(by: r)
        #expect(remainder == Integer(0))
        // (p⁶ - 1)·(p² + 1), by Frobenius' map.
        let first = (0..<6).reduce(value) { power, _ in power.frobenius } * value.inverse
        let easy = first.frobenius.frobenius * first
        #expect(value.finalExponentiation == easy.raised(to: (Integer(3) * hard).words))
    }

    @Test("follows 68 lines, each through the points that it should go through")
    func lines() throws {
        var generator = SplitMix64(seed: 4)
        let point = try #require(G2.randomPoint(&generator).affine)
        let lines = LineFunctions(point).lines
        try #require(lines.count == 68)
        // With λ = -slope, a line holds (x, y) of the twist where y - λ·x + constant = 0.
        func holds(_ line: LineFunction, _ point: AffinePoint<G2>?) throws -> Bool {
            let point = try #require(point)
            return (point.y + line.slope * point.x + line.constant).isZero
        }
        var multiple = JacobianPoint(point)
        var next = 0
        for isSet in CurveParameter.bits.dropFirst() {
            let tangent = lines[next]
            next += 1
            #expect(try holds(tangent, multiple.affine) && holds(tangent, (-multiple.doubled).affine))
            multiple = multiple.doubled
            guard isSet else { continue }
            let chord = lines[next]
            next += 1
            #expect(try holds(chord, multiple.affine) && holds(chord, point))
            multiple = multiple + point
            #expect(try holds(chord, (-multiple).affine))
        }
        #expect(next == lines.count)
    }
}
