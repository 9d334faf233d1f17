/// A natural number of any size, with arithmetic as it is done on paper: slow, plain, and sharing nothing with what it
/// judges.
struct Integer: Equatable, Comparable, CustomStringConvertible {
    /// Digits to the base 2^32, least significant first, without zeros at the end.
    private var digits: [UInt64]

    private init(digits: [UInt64]) {
        self.digits = digits
        while self.digits.last == 0 { self.digits.removeLast() }
    }

    init(_ value: UInt64) { self.init(words: [value]) }

    /// The number whose words of 64 bits these are, least significant first.
    init(words: [UInt64]) { self.init(digits: words.flatMap { [$0 & 0xffff_ffff, $0 >> 32] }) }

    /// As many words of 64 bits as it takes, least significant first.
    var words: [UInt64] {
        stride(from: 0, to: digits.count, by: 2).map { digits[$0] | ($0 + 1 < digits.count ? digits[$0 + 1] << 32 : 0) }
    }

    static func powerOfTwo(_ exponent: Int) -> Integer {
        Integer(digits: [UInt64](repeating: 0, count: exponent / 32) + [1 << UInt64(exponent % 32)])
    }

    static func + (a: Integer, b: Integer) -> Integer {
        var (sum, carry): ([UInt64], UInt64) = ([], 0)
        for index in 0...max(a.digits.count, b.digits.count) {
            let digit = a.digit(index) + b.digit(index) + carry
            sum.append(digit & 0xffff_ffff)
            carry = digit >> 32
        }
        return Integer(digits: sum)
    }

    static func - (a: Integer, b: Integer) -> Integer {
        precondition(b <= a)
        var (difference, borrow): ([UInt64], UInt64) = ([], 0)
        for index in 0..<a.digits.count {
            let digit = (1 << 32) + a.digit(index) - b.digit(index) - borrow
            difference.append(digit & 0xffff_ffff)
            borrow = 1 - digit >> 32
        }
        return Integer(digits: difference)
    }

    static func * (a: Integer, b: Integer) -> Integer {
        var product = [UInt64](repeating: 0, count: a.digits.count + b.digits.count + 1)
        for (i, x) in a.digits.enumerated() {
            var carry: UInt64 = 0
            for (j, y) in b.digits.enumerated() {
                let digit = product[i + j] + x * y + carry
                product[i + j] = digit & 0xffff_ffff
                carry = digit >> 32
            }
            product[i + b.digits.count] = carry
        }
        return Integer(digits: product)
    }

    /// Quotient and remainder, bit by bit.
    func divided(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
        var (quotient, remainder) = (digits, Integer(0))
        for index in digits.indices.reversed() {
            var digit: UInt64 = 0
            for bit in (0..<32).reversed() {
                remainder = remainder + remainder + Integer(digits[index] >> UInt64(bit) & 1)
                digit <<= 1
                if divisor <= remainder {
                    remainder = remainder - divisor
                    digit |= 1
                }
            }
            quotient[index] = digit
        }
        return (Integer(digits: quotient), remainder)
    }

    static func % (a: Integer, b: Integer) -> Integer { a.divided(by: b).remainder }
    static func / (a: Integer, b: Integer) -> Integer { a.divided(by: b).quotient }

    static func < (a: Integer, b: Integer) -> Bool {
        if a.digits.count != b.digits.count { return a.digits.count < b.digits.count }
        return a.digits.reversed().lexicographicallyPrecedes(b.digits.reversed())
    }

    var description: String { "\(words)" }

    private func digit(_ index: Int) -> UInt64 { index < digits.count ? digits[index] : 0 }
}
