/// The curve y² = x³ + a·x + b that an isogeny leads to G1's: the simplified map of Shallue, van de Woestijne and Ulas
/// wants a and b other than zero (RFC 9380, section 8.8.1).
enum IsogenousCurve {
    static let a: Fp =
        0x00144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d
    static let b: Fp =
        0x12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0

    /// The Z of the map: no square.
    static let z: Fp = 11

    /// The root of -Z.
    static let rootOfNegatedZ: Fp =
        0x04610e003bd3ac94dfa9246c390d7a78942602029175a4ca366d601f33f3946e3ed39794735c38315d874bc1d70637c3

    /// A point, with x as a fraction.
    struct Point {
        let xNumerator, xDenominator, y: Fp
    }

    /// The point that an element is mapped to (RFC 9380, section 6.6.2, in the order of appendix F.2).
    static func map(_ u: Fp) -> Point {
        let zu2 = z * u.squared
        let sum = zu2.squared + zu2
        let numerator = b * (sum + .one)
        let denominator = a * (sum.isZero ? z : -sum)
        let square = denominator.squared
        let cube = square * denominator
        let right = (numerator.squared + a * square) * numerator + b * cube
        let (isSquare, root) = squareRoot(of: right, over: cube)
        let y = isSquare ? root : zu2 * u * root
        return Point(
            xNumerator: isSquare ? numerator : zu2 * numerator, xDenominator: denominator,
            y: u.isOdd == y.isOdd ? y : -y)
    }

    /// The root of n/d, or else of Z·n/d, with one power (RFC 9380, appendix F.2.1.2).
    static func squareRoot(of numerator: Fp, over denominator: Fp) -> (isSquare: Bool, root: Fp) {
        let product = numerator * denominator
        let root = (denominator.squared * product).raisedToQuarter * product
        let isSquare = root.squared * denominator == numerator
        return (isSquare, isSquare ? root : root * rootOfNegatedZ)
    }
}
