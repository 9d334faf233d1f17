/// Frobenius' map x ↦ x^p: it conjugates the coefficients in Fp2 and multiplies w^i by γ^i.
enum Frobenius {
    /// (p - 1)/6.
    static let exponent: [UInt64] = [
        0x49aa_7fff_ffff_f1c7, 0x051c_aaaa_72e3_5555, 0xe688_231a_d3c8_2906,
        0xe613_e1eb_7deb_831f, 0x0c84_9bf3_b5e1_f223, 0x0455_82fc_5eea_a66f,
    ]

    /// γ^i for i from 0 to 5, where γ = ξ^((p - 1)/6) = w^(p - 1).
    static let powers: [Fp2] = {
        let first = Fp2.one.timesXi.raised(to: exponent)
        return (1..<6).reduce(into: [.one]) { powers, _ in powers.append(powers[powers.count - 1] * first) }
    }()
}

extension Fp12 {
    /// The power with the exponent p.
    var frobenius: Fp12 {
        let powers = Frobenius.powers
        return Fp12(
            Fp6(c0.c0.conjugate, c0.c1.conjugate * powers[2], c0.c2.conjugate * powers[4]),
            Fp6(c1.c0.conjugate * powers[1], c1.c1.conjugate * powers[3], c1.c2.conjugate * powers[5]))
    }
}
