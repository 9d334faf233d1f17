extension Fp2 {
    /// One of the two square roots; `nil` if there is none.
    ///
    /// For x² = a with x = x0 + x1·u: x0² is the half of a0 + n or of a0 - n, where n² is the norm of a, and
    /// x1 = a1/(2·x0). Since p is 3 modulo 4, one power tells which half is a square, gives its root, and its inverse.
    var squareRoot: Fp2? {
        if c1.isZero { return c0.squareRoot.map { Fp2($0, .zero) } ?? (-c0).squareRoot.map { Fp2(.zero, $0) } }
        guard let root = norm.squareRoot else { return nil }
        let half = (c0 + root).halved
        let power = half.raisedToQuarter
        let first = power * half
        let second = power * c1.halved
        // If the half is no square, `first` is the root of its negative, and the other half is (c1/(2·first))².
        return first.squared == half ? Fp2(first, second) : Fp2(-second, first)
    }
}
