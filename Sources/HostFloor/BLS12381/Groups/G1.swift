/// The group of signatures: the points of order r on y² = x³ + 4 over Fp.
enum G1: CurveGroup {
    static let b: Fp = 4

    static let generator = AffinePoint<G1>(
        0x17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb,
        0x08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1)

    /// The cube root of unity β for which (x, y) ↦ (β·x, y) multiplies the group's points by -x², x being the curve's
    /// parameter.
    private static let cubeRootOfUnity: Fp =
        0x5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe

    /// The endomorphism (x, y) ↦ (β·x, y).
    static func endomorphism(_ point: AffinePoint<G1>) -> AffinePoint<G1> {
        AffinePoint(point.x * cubeRootOfUnity, point.y)
    }

    /// The endomorphism multiplies by -x² in the group, and nowhere else on the curve (Scott, "A note on group
    /// membership tests for G1, G2 and GT on BLS pairing-friendly curves"): two short multiplications in the place of
    /// one by r.
    static func contains(_ point: AffinePoint<G1>) -> Bool {
        -JacobianPoint(point).multipliedByParameter.multipliedByParameter == endomorphism(point)
    }

    /// Leads a point of the curve into the group: the multiple by 1 - x, as RFC 9380, section 8.8.1 has it.
    static func clearCofactor(_ point: JacobianPoint<G1>) -> JacobianPoint<G1> {
        point.multipliedByParameter + point
    }
}
