/// How numbers are written: decimal or, behind `0x`, hexadecimal, with underscores between digits.
enum NumberSpelling {
    /// The digits of a natural number without underscores, or nil where it is none.
    static func digits(_ spelling: some Collection<UInt8>) -> (digits: [UInt8], isHexadecimal: Bool)? {
        let bytes = Array(spelling)
        let isHexadecimal = bytes.count > 2 && bytes[0] == UInt8(ascii: "0") && bytes[1] | 0x20 == UInt8(ascii: "x")
        var digits: [UInt8] = []
        var previous = UInt8(ascii: "_")
        for byte in bytes[(isHexadecimal ? 2 : 0)...] {
            if byte == UInt8(ascii: "_") {
                guard previous != UInt8(ascii: "_") else { return nil }
            } else {
                guard let digit = hexadecimalDigit(byte), isHexadecimal || digit < 10 else { return nil }
                digits.append(digit)
            }
            previous = byte
        }
        return previous == UInt8(ascii: "_") ? nil : (digits, isHexadecimal)
    }

    /// The number, the greatest of 64 bits for all beyond; nil where the text is no natural number.
    static func natural(_ spelling: String) -> UInt64? {
        guard let (digits, isHexadecimal) = digits(spelling.utf8) else { return nil }
        let base: UInt64 = isHexadecimal ? 16 : 10
        var value: UInt64 = 0
        for digit in digits {
            let (product, overflow) = value.multipliedReportingOverflow(by: base)
            let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
            guard !overflow, !carry else { return .max }
            value = sum
        }
        return value
    }
}
