/// A sum of products under Montgomery's reduction, word by word.
///
/// For each word of the left factors, lowest first: add its product with the right factor, then the multiple of p that
/// clears the lowest word, and drop that word. With n products of numbers below p the value stays below (n + 1)·p,
/// which six words hold up to n = 8; a factor below 2p counts twice.
struct MontgomerySum {
    private var t0: UInt64 = 0, t1: UInt64 = 0, t2: UInt64 = 0, t3: UInt64 = 0, t4: UInt64 = 0, t5: UInt64 = 0

    /// Adds the product of one word. Gives the seventh word.
    @inline(__always)
    mutating func add(_ word: UInt64, times factor: Fp) -> UInt64 {
        var carry: UInt64 = 0
        t0 = multiplyAdd(word, factor.w0, t0, &carry)
        t1 = multiplyAdd(word, factor.w1, t1, &carry)
        t2 = multiplyAdd(word, factor.w2, t2, &carry)
        t3 = multiplyAdd(word, factor.w3, t3, &carry)
        t4 = multiplyAdd(word, factor.w4, t4, &carry)
        t5 = multiplyAdd(word, factor.w5, t5, &carry)
        return carry
    }

    /// Divides by 2^64, modulo p.
    @inline(__always)
    mutating func reduce(seventhWord: UInt64) {
        typealias P = Fp.Modulus
        let multiple = t0 &* P.negatedInverse
        var carry: UInt64 = 0
        _ = multiplyAdd(multiple, P.w0, t0, &carry)
        t0 = multiplyAdd(multiple, P.w1, t1, &carry)
        t1 = multiplyAdd(multiple, P.w2, t2, &carry)
        t2 = multiplyAdd(multiple, P.w3, t3, &carry)
        t3 = multiplyAdd(multiple, P.w4, t4, &carry)
        t4 = multiplyAdd(multiple, P.w5, t5, &carry)
        t5 = seventhWord &+ carry
    }

    /// The sum after all six reductions.
    ///
    /// - Precondition: it is below 2p, as that of one or two products is.
    @inline(__always)
    var value: Fp { Fp(t0, t1, t2, t3, t4, t5).reducedOnce }
}
