import TestSupport
import Testing

@testable import BLS12381

@Suite("The tests for membership by endomorphisms")
struct SubgroupTests {
    @Test("agree with the multiplication by the order, in G1")
    func firstGroup() throws {
        try check(G1.self)
        // Points of order three: the smallest that there are beside the group.
        for y in [2 as Fp, -(2 as Fp)] {
            let point = AffinePoint<G1>(0, y)
            #expect(point.isOnCurve && JacobianPoint(point).multiplied(by: [3]).isInfinity)
            #expect(!G1.contains(point))
        }
    }

    @Test("agree with the multiplication by the order, in G2")
    func secondGroup() throws {
        try check(G2.self)
    }

    private func check<Group: CurveGroup>(_: Group.Type) throws where Group.Coordinate: RandomElement {
        var generator = SplitMix64(seed: 5)
        var (members, others) = (0, 0)
        func judge(_ point: JacobianPoint<Group>) throws {
            let affine = try #require(point.affine)
            let isMember = point.multiplied(by: CurveParameter.order).isInfinity
            #expect(Group.contains(affine) == isMember)
            if isMember { members += 1 } else { others += 1 }
        }
        for _ in 0..<caseCount(3) {
            let member = Group.randomPoint(&generator)
            let any = JacobianPoint(Group.randomCurvePoint(&generator))
            let cofactorPart = any.multiplied(by: CurveParameter.order)
            try judge(member)
            try judge(any)
            try judge(cofactorPart)
            try judge(member + cofactorPart)
        }
        #expect(members == caseCount(3) && others == 3 * caseCount(3))
        print("\(Group.self): \(members) points of the group and \(others) others judged both ways")
    }

    @Test("rest on endomorphisms: maps of the curve to itself that respect sums")
    func endomorphisms() throws {
        var generator = SplitMix64(seed: 6)
        let (a, b) = (G1.randomCurvePoint(&generator), G1.randomCurvePoint(&generator))
        let (c, d) = (G2.randomCurvePoint(&generator), G2.randomCurvePoint(&generator))
        #expect(G1.endomorphism(a).isOnCurve && G2.endomorphism(c).isOnCurve)
        let (sum, other) = (try #require((JacobianPoint(a) + b).affine), try #require((JacobianPoint(c) + d).affine))
        #expect((JacobianPoint(G1.endomorphism(a)) + G1.endomorphism(b)).affine == G1.endomorphism(sum))
        #expect((JacobianPoint(G2.endomorphism(c)) + G2.endomorphism(d)).affine == G2.endomorphism(other))
        #expect(G1.endomorphism(G1.endomorphism(G1.endomorphism(a))) == a && G1.endomorphism(a) != a)
    }

    @Test("are passed by each point whose cofactor was cleared")
    func cofactor() throws {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<caseCount(3) {
            let cleared = G1.clearCofactor(JacobianPoint(G1.randomCurvePoint(&generator)))
            #expect(G1.contains(try #require(cleared.affine)))
        }
        let member = G1.randomPoint(&generator)
        let multiple = member.multiplied(by: [CurveParameter.magnitude + 1])
        #expect(G1.clearCofactor(member).affine == multiple.affine)
    }
}
