extension ByteWriter {
    /// Appends a number in decimal digits.
    public mutating func write(decimal value: UInt64) {
        var digits = 1
        var rest = value
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        write(value, digits: digits)
    }

    /// Appends a number as 20 decimal digits, with zeros in front: as many as the largest 64-bit number has.
    public mutating func write(paddedDecimal value: UInt64) {
        write(value, digits: 20)
    }

    private mutating func write(_ value: UInt64, digits: Int) {
        reserve(digits)
        var rest = value
        var place = count + digits
        count += digits
        while rest != 0 {
            place -= 1
            let quotient = rest / 10
            base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - quotient * 10)
            rest = quotient
        }
        while place > count - digits {
            place -= 1
            base[place] = UInt8(ascii: "0")
        }
    }
}
