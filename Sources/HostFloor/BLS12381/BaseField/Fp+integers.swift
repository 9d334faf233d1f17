/// Elements as integers from 0 to p - 1.
extension Fp: ExpressibleByIntegerLiteral {
    /// - Precondition: the literal lies from 0 to p - 1.
    init(integerLiteral value: StaticBigInt) {
        precondition(value.signum() >= 0 && value.bitWidth <= 384)
        let words = (0..<6).map { UInt64(value[$0]) }
        guard let element = Fp(words: words) else { preconditionFailure("not below p: \(value)") }
        self = element
    }

    /// The integer of six words, least significant first; `nil` unless it is below p.
    init?(words: [UInt64]) {
        let integer = Fp(words[0], words[1], words[2], words[3], words[4], words[5])
        guard words.reversed().lexicographicallyPrecedes(Modulus.words.reversed()) else { return nil }
        self = integer * Fp.radixSquared
    }

    /// The integer's words, least significant first.
    var words: [UInt64] {
        let integer = self * Fp(1, 0, 0, 0, 0, 0)
        return [integer.w0, integer.w1, integer.w2, integer.w3, integer.w4, integer.w5]
    }

    /// Whether the integer is odd: `sgn0` of RFC 9380, section 4.1.
    var isOdd: Bool { (self * Fp(1, 0, 0, 0, 0, 0)).w0 & 1 == 1 }

    /// The integer that 64 bytes are, most significant first, modulo p.
    ///
    /// - Precondition: there are 64 bytes.
    init(reducing bytes: ArraySlice<UInt8>) {
        precondition(bytes.count == 64)
        // 2^256. Each half is below that, and so below p.
        let shift = Fp(0, 0, 0, 0, 1, 0) * Fp.radixSquared
        self = Fp(half: bytes.prefix(32)) * shift + Fp(half: bytes.suffix(32))
    }

    private init(half bytes: ArraySlice<UInt8>) {
        let words = UInt64.words(bigEndian: bytes)
        self = Fp(words[0], words[1], words[2], words[3], 0, 0) * Fp.radixSquared
    }
}
