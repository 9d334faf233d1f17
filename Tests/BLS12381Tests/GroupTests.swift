import TestSupport
import Testing

@testable import BLS12381

@Suite("The groups of points")
struct GroupTests {
    @Test("have the order that follows from the curve's parameter, and generators of it")
    func generators() {
        #expect(Integer(words: CurveParameter.order) == Parameters.order)
        #expect(CurveParameter.bits.count == 64 && CurveParameter.bits.first == true)
        #expect(CurveParameter.bits.reduce(0 as UInt64) { $0 << 1 | ($1 ? 1 : 0) } == CurveParameter.magnitude)
        checkGenerator(of: G1.self)
        checkGenerator(of: G2.self)
    }

    private func checkGenerator<Group: CurveGroup>(of _: Group.Type) {
        #expect(Group.generator.isOnCurve)
        let generator = JacobianPoint(Group.generator)
        #expect(generator.multiplied(by: CurveParameter.order).isInfinity)
        let last = generator.multiplied(by: (Parameters.order - Integer(1)).words)
        #expect(last.affine == -Group.generator)
    }

    @Test("obey the laws of groups")
    func laws() {
        checkLaws(of: G1.self)
        checkLaws(of: G2.self)
    }

    private func checkLaws<Group: CurveGroup>(of _: Group.Type) where Group.Coordinate: RandomElement {
        var generator = SplitMix64(seed: 1)
        let infinity = JacobianPoint<Group>.infinity
        for _ in 0..<caseCount(3) {
            let (a, b) = (Group.randomPoint(&generator), JacobianPoint(Group.randomCurvePoint(&generator)))
            let c = Group.randomPoint(&generator).doubled
            #expect((a + b).affine == (b + a).affine)
            #expect(((a + b) + c).affine == (a + (b + c)).affine)
            #expect((a + b).affine?.isOnCurve == true)
            #expect((a + a).affine == a.doubled.affine && a.doubled.affine?.isOnCurve == true)
            #expect((a + -a).isInfinity && (a + infinity).affine == a.affine && (infinity + a).affine == a.affine)
            #expect(infinity.doubled.isInfinity && (infinity + infinity).isInfinity && infinity.affine == nil)
            guard let point = b.affine else {
                Issue.record("a random point is at infinity")
                continue
            }
            #expect((c + point).affine == (c + b).affine)
            #expect((c.doubled + point).affine == (c + (c + b)).affine)
            #expect((b.doubled + -b + point).affine == b.doubled.affine)
            #expect((b + -point).isInfinity && (infinity + point).affine == point)
            #expect(b == point && !(b == -point) && !(c == point) && !(infinity == point))
            #expect(c.affine.map { c.doubled + -c == $0 } == true)
        }
    }

    @Test("multiply as repeated addition does")
    func multiples() {
        checkMultiples(of: G1.self)
        checkMultiples(of: G2.self)
    }

    private func checkMultiples<Group: CurveGroup>(of _: Group.Type) where Group.Coordinate: RandomElement {
        var generator = SplitMix64(seed: 3)
        let point = Group.randomPoint(&generator)
        var sum = JacobianPoint<Group>.infinity
        for factor in 0..<40 as Range<UInt64> {
            #expect(point.multiplied(by: [factor]).affine == sum.affine)
            sum = sum + point
        }
        #expect(point.multiplied(by: []).isInfinity)
        #expect(point.multipliedByParameter.affine == point.multiplied(by: [CurveParameter.magnitude]).affine)
        let (a, b) = (randomScalar(&generator), randomScalar(&generator))
        let both = (Integer(words: a) * Integer(words: b)).words
        #expect(point.multiplied(by: a).multiplied(by: b).affine == point.multiplied(by: both).affine)
        #expect(point.multiplied(by: [0, 1]).affine == (0..<64).reduce(point) { value, _ in value.doubled }.affine)
    }

    @Test("reduce numbers modulo the order")
    func scalars() {
        var generator = SplitMix64(seed: 4)
        let inputs = [[UInt8](repeating: 0xff, count: 48), [], [5]] + (0..<20).map { randomBytes($0 * 3, &generator) }
        for bytes in inputs {
            let padded = [UInt8](repeating: 0, count: 64 - bytes.count) + bytes
            let integer = Integer(words: UInt64.words(bigEndian: padded[...]))
            #expect(Integer(words: ScalarReduction.reduce(bytes)) == integer % Parameters.order)
        }
        #expect(!ScalarReduction.isReduced(CurveParameter.order))
        #expect(ScalarReduction.isReduced((Parameters.order - Integer(1)).words))
    }
}
