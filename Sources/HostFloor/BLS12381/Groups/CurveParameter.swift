/// The parameter x of the curve's family, from which p, r and all lengths of loops follow: a negative number.
enum CurveParameter {
    /// |x|. The parameter itself is its negative.
    static var magnitude: UInt64 { 0xd201_0000_0001_0000 }

    /// The bits of |x|, most significant first.
    static let bits: [Bool] = (0..<64).reversed().map { magnitude >> $0 & 1 == 1 }

    /// The order r = x⁴ - x² + 1 of the groups, in words, least significant first.
    static var order: [UInt64] {
        [0xffff_ffff_0000_0001, 0x53bd_a402_fffe_5bfe, 0x3339_d808_09a1_d805, 0x73ed_a753_299d_7d48]
    }
}
