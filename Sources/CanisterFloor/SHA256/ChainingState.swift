/// The eight words that SHA-256 carries from one block to the next.
struct ChainingState: Hashable, Sendable {
    var a, b, c, d, e, f, g, h: UInt32

    /// The state before the first block (FIPS 180-4, section 5.3.3).
    @inline(__always)
    init() {
        a = 0x6a09_e667
        b = 0xbb67_ae85
        c = 0x3c6e_f372
        d = 0xa54f_f53a
        e = 0x510e_527f
        f = 0x9b05_688c
        g = 0x1f83_d9ab
        h = 0x5be0_cd19
    }
}
