extension Fp {
    @inline(never)
    static func * (a: Fp, b: Fp) -> Fp {
        var sum = MontgomerySum()
        sum.reduce(seventhWord: sum.add(a.w0, times: b))
        sum.reduce(seventhWord: sum.add(a.w1, times: b))
        sum.reduce(seventhWord: sum.add(a.w2, times: b))
        sum.reduce(seventhWord: sum.add(a.w3, times: b))
        sum.reduce(seventhWord: sum.add(a.w4, times: b))
        sum.reduce(seventhWord: sum.add(a.w5, times: b))
        return sum.value
    }

    /// `a * b + c * d` with one reduction in the place of two.
    @inline(never)
    static func sumOfProducts(_ a: Fp, _ b: Fp, _ c: Fp, _ d: Fp) -> Fp {
        var sum = MontgomerySum()
        sum.reduce(seventhWord: sum.add(a.w0, times: b) &+ sum.add(c.w0, times: d))
        sum.reduce(seventhWord: sum.add(a.w1, times: b) &+ sum.add(c.w1, times: d))
        sum.reduce(seventhWord: sum.add(a.w2, times: b) &+ sum.add(c.w2, times: d))
        sum.reduce(seventhWord: sum.add(a.w3, times: b) &+ sum.add(c.w3, times: d))
        sum.reduce(seventhWord: sum.add(a.w4, times: b) &+ sum.add(c.w4, times: d))
        sum.reduce(seventhWord: sum.add(a.w5, times: b) &+ sum.add(c.w5, times: d))
        return sum.value
    }

    @inline(__always)
    var squared: Fp { self * self }
}
