import Bytes

/// Conversion between decimal text and digits of seven bits, the lowest first: what LEB128 is made of.
///
/// The time grows with the square of the length, so who takes numbers from outside limits it.
enum Base128 {
    /// Makes decimal digits of seven-bit digits.
    static func writeDecimal(_ digits: [UInt8], into writer: inout ByteWriter) {
        // Nine decimal digits a limb, the lowest first.
        var limbs: [UInt32] = [0]
        for digit in digits.reversed() {
            var carry = UInt64(digit)
            for index in limbs.indices {
                carry += UInt64(limbs[index]) << 7
                limbs[index] = UInt32(carry % 1_000_000_000)
                carry /= 1_000_000_000
            }
            if carry > 0 { limbs.append(UInt32(carry)) }
        }
        writer.write(decimal: UInt64(limbs[limbs.count - 1]))
        for limb in limbs.dropLast().reversed() {
            var divisor: UInt32 = 100_000_000
            while divisor > 0 {
                writer.write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: limb / divisor % 10))
                divisor /= 10
            }
        }
    }

    /// Makes seven-bit digits of decimal ones, without leading zeros and at least one; `nil` for any other character
    /// and for no digits at all. Underscores may stand between digits.
    static func digits(ofDecimal text: ArraySlice<UInt8>) -> [UInt8]? {
        guard let first = text.first, first != UInt8(ascii: "_"), text.last != UInt8(ascii: "_") else { return nil }
        // Four seven-bit digits a limb, the lowest first.
        var limbs: [UInt32] = [0]
        for character in text where character != UInt8(ascii: "_") {
            guard character >= UInt8(ascii: "0"), character <= UInt8(ascii: "9") else { return nil }
            var carry = UInt32(character - UInt8(ascii: "0"))
            for index in limbs.indices {
                let product = UInt64(limbs[index]) * 10 + UInt64(carry)
                limbs[index] = UInt32(truncatingIfNeeded: product & 0xfff_ffff)
                carry = UInt32(truncatingIfNeeded: product >> 28)
            }
            if carry > 0 { limbs.append(carry) }
        }
        var digits: [UInt8] = []
        digits.reserveCapacity(4 * limbs.count)
        for limb in limbs {
            for shift in [UInt32(0), 7, 14, 21] { digits.append(UInt8(truncatingIfNeeded: limb >> shift) & 0x7f) }
        }
        while digits.count > 1, digits[digits.count - 1] == 0 { digits.removeLast() }
        return digits
    }
}
