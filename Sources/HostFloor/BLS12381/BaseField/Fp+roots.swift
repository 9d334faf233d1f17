extension Fp {
    /// (p - 3)/4: p is 3 modulo 4, so this one power gives inverses and square roots alike.
    static let quarter: [UInt64] = [
        0xee7f_bfff_ffff_eaaa, 0x07aa_ffff_ac54_ffff, 0xd9cc_34a8_3dac_3d89,
        0xd91d_d2e1_3ce1_44af, 0x92c6_e9ed_90d2_eb35, 0x0680_447a_8e5f_f9a6,
    ]

    /// The power a^((p - 3)/4).
    var raisedToQuarter: Fp { raised(to: Fp.quarter) }

    /// The inverse; zero for zero.
    var inverse: Fp { raisedToQuarter.squared.squared * self }

    /// The square root that is a power of this; `nil` if there is none.
    var squareRoot: Fp? {
        let root = raisedToQuarter * self
        return root.squared == self ? root : nil
    }
}
