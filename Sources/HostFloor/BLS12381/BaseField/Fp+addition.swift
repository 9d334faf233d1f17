extension Fp {
    @inline(__always)
    static func + (a: Fp, b: Fp) -> Fp { a.addedWithoutReduction(to: b).reducedOnce }

    /// The sum as it is, below 2p: good as one operand of a product, whose reduction takes care of it.
    @inline(__always)
    func addedWithoutReduction(to other: Fp) -> Fp {
        var carry: UInt64 = 0
        return Fp(
            add(w0, other.w0, &carry), add(w1, other.w1, &carry), add(w2, other.w2, &carry),
            add(w3, other.w3, &carry), add(w4, other.w4, &carry), add(w5, other.w5, &carry))
    }

    @inline(__always)
    static func - (a: Fp, b: Fp) -> Fp {
        var borrow: UInt64 = 0
        let difference = Fp(
            subtract(a.w0, b.w0, &borrow), subtract(a.w1, b.w1, &borrow), subtract(a.w2, b.w2, &borrow),
            subtract(a.w3, b.w3, &borrow), subtract(a.w4, b.w4, &borrow), subtract(a.w5, b.w5, &borrow))
        let mask = 0 &- borrow
        var carry: UInt64 = 0
        return Fp(
            add(difference.w0, Modulus.w0 & mask, &carry), add(difference.w1, Modulus.w1 & mask, &carry),
            add(difference.w2, Modulus.w2 & mask, &carry), add(difference.w3, Modulus.w3 & mask, &carry),
            add(difference.w4, Modulus.w4 & mask, &carry), add(difference.w5, Modulus.w5 & mask, &carry))
    }

    @inline(__always)
    static prefix func - (a: Fp) -> Fp { zero - a }

    @inline(__always)
    var doubled: Fp { self + self }

    /// The half: of an odd one, that of the sum with p.
    var halved: Fp {
        let mask = 0 &- (w0 & 1)
        var carry: UInt64 = 0
        let r0 = add(w0, Modulus.w0 & mask, &carry)
        let r1 = add(w1, Modulus.w1 & mask, &carry)
        let r2 = add(w2, Modulus.w2 & mask, &carry)
        let r3 = add(w3, Modulus.w3 & mask, &carry)
        let r4 = add(w4, Modulus.w4 & mask, &carry)
        let r5 = add(w5, Modulus.w5 & mask, &carry)
        return Fp(
            r0 &>> 1 | r1 &<< 63, r1 &>> 1 | r2 &<< 63, r2 &>> 1 | r3 &<< 63,
            r3 &>> 1 | r4 &<< 63, r4 &>> 1 | r5 &<< 63, r5 &>> 1)
    }

    /// The words less p, if they are not below it.
    ///
    /// - Precondition: they are below 2p.
    @inline(__always)
    var reducedOnce: Fp {
        var borrow: UInt64 = 0
        let r0 = subtract(w0, Modulus.w0, &borrow)
        let r1 = subtract(w1, Modulus.w1, &borrow)
        let r2 = subtract(w2, Modulus.w2, &borrow)
        let r3 = subtract(w3, Modulus.w3, &borrow)
        let r4 = subtract(w4, Modulus.w4, &borrow)
        let r5 = subtract(w5, Modulus.w5, &borrow)
        let isBelow = borrow == 1
        return Fp(
            isBelow ? w0 : r0, isBelow ? w1 : r1, isBelow ? w2 : r2,
            isBelow ? w3 : r3, isBelow ? w4 : r4, isBelow ? w5 : r5)
    }
}
