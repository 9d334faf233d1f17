/// An element of the base field: an integer modulo the prime p of 381 bits.
///
/// Held in Montgomery's form, as a·R mod p with R = 2^384, in six words, least significant first. Always below p, so
/// that equal elements have equal words. Nothing here takes constant time.
struct Fp: Hashable, Sendable {
    var w0, w1, w2, w3, w4, w5: UInt64

    @inline(__always)
    init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64, _ w4: UInt64, _ w5: UInt64) {
        (self.w0, self.w1, self.w2, self.w3, self.w4, self.w5) = (w0, w1, w2, w3, w4, w5)
    }

    /// The words of p, and what Montgomery's reduction needs of it.
    ///
    /// Computed properties, so that they become operands of the instructions.
    enum Modulus {
        @inline(__always) static var w0: UInt64 { 0xb9fe_ffff_ffff_aaab }
        @inline(__always) static var w1: UInt64 { 0x1eab_fffe_b153_ffff }
        @inline(__always) static var w2: UInt64 { 0x6730_d2a0_f6b0_f624 }
        @inline(__always) static var w3: UInt64 { 0x6477_4b84_f385_12bf }
        @inline(__always) static var w4: UInt64 { 0x4b1b_a7b6_434b_acd7 }
        @inline(__always) static var w5: UInt64 { 0x1a01_11ea_397f_e69a }

        /// -1/p mod 2^64.
        @inline(__always) static var negatedInverse: UInt64 { 0x89f3_fffc_fffc_fffd }

        static var words: [UInt64] { [w0, w1, w2, w3, w4, w5] }
    }

    static var zero: Fp { Fp(0, 0, 0, 0, 0, 0) }

    /// R mod p.
    static var one: Fp {
        Fp(
            0x7609_0000_0002_fffd, 0xebf4_000b_c40c_0002, 0x5f48_9857_53c7_58ba,
            0x77ce_5853_7052_5745, 0x5c07_1a97_a256_ec6d, 0x15f6_5ec3_fa80_e493)
    }

    /// R² mod p: a product with it brings words into Montgomery's form.
    static var radixSquared: Fp {
        Fp(
            0xf4df_1f34_1c34_1746, 0x0a76_e6a6_09d1_04f1, 0x8de5_476c_4c95_b6d5,
            0x67eb_88a9_939d_83c0, 0x9a79_3e85_b519_952d, 0x1198_8fe5_92ca_e3aa)
    }

    @inline(__always)
    var isZero: Bool { w0 | w1 | w2 | w3 | w4 | w5 == 0 }
}
