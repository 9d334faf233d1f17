extension Fp2 {
    /// The number of bytes that an element is written in.
    static var byteCount: Int { 2 * Fp.byteCount }

    /// The element that 96 bytes are, the coefficient of u first; `nil` unless both are below p.
    ///
    /// - Precondition: there are 96 bytes.
    init?(bytes: ArraySlice<UInt8>) {
        precondition(bytes.count == Fp2.byteCount)
        guard let c1 = Fp(bytes: bytes.prefix(Fp.byteCount)), let c0 = Fp(bytes: bytes.suffix(Fp.byteCount)) else {
            return nil
        }
        self.init(c0, c1)
    }

    /// The element in 96 bytes, the coefficient of u first.
    var bytes: [UInt8] { c1.bytes + c0.bytes }

    /// Whether it comes behind its negative in the order that compares the coefficients of u first.
    var isGreaterThanNegative: Bool { c1.isZero ? c0.isGreaterThanNegative : c1.isGreaterThanNegative }
}
