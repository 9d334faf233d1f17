/// The group of public keys: the points of order r on the twist y² = x³ + 4·(1 + u) over Fp2.
enum G2: CurveGroup {
    static let b = Fp2(4, 4)

    static let generator = AffinePoint<G2>(
        Fp2(
            0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8,
            0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e),
        Fp2(
            0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801,
            0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be))

    /// γ^-2 and γ^-3: what Frobenius' map costs on the way from the twist to the curve and back.
    private static let twists = (Frobenius.powers[2].inverse, Frobenius.powers[3].inverse)

    /// The endomorphism ψ: to the curve over Fp12, Frobenius' map, and back to the twist.
    static func endomorphism(_ point: AffinePoint<G2>) -> AffinePoint<G2> {
        AffinePoint(point.x.conjugate * twists.0, point.y.conjugate * twists.1)
    }

    /// The endomorphism multiplies by x, the curve's parameter, in the group, and nowhere else on the twist (Scott, as
    /// for ``G1``).
    static func contains(_ point: AffinePoint<G2>) -> Bool {
        -JacobianPoint(point).multipliedByParameter == endomorphism(point)
    }
}
