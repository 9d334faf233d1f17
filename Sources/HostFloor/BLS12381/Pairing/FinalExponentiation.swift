extension Fp12 {
    /// The power with the exponent 3·(p¹² - 1)/r: that of Miller's loop which does not depend on the choice of lines.
    ///
    /// The easy part is (p⁶ - 1)·(p² + 1); what is left, 3·(p⁴ - p² + 1)/r, is (x - 1)²·(x + p)·(x² + p² - 1) + 3
    /// (Hayashida, Hayasaka and Teruya, "Efficient final exponentiation via cyclotomic structure for pairings over
    /// families of elliptic curves").
    var finalExponentiation: Fp12 {
        let unitary = conjugate * inverse
        let base = unitary.frobenius.frobenius * unitary
        let first = base.raisedToParameter * base.conjugate
        let second = first.raisedToParameter * first.conjugate
        let third = second.raisedToParameter * second.frobenius
        let fourth = third.raisedToParameter.raisedToParameter * third.frobenius.frobenius * third.conjugate
        return fourth * base.cyclotomicSquare * base
    }
}
