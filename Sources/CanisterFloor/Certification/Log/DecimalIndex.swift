/// An index as 20 decimal digits with leading zeros, which is how the labels of a log end: so they order as numbers do.
///
/// Going on to the next index changes one digit nine times in ten, where a conversion takes twenty divisions.
struct DecimalIndex: Sendable {
    static let digitCount = 20

    private var digits: InlineArray<20, UInt8>

    @inline(never)
    init(_ index: UInt64) {
        digits = InlineArray(repeating: 0x30)
        var rest = index
        var position = DecimalIndex.digitCount
        while rest > 0 {
            position &-= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            digits[position] = 0x30 | UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
    }

    /// Goes on to the next index.
    mutating func advance() {
        var position = DecimalIndex.digitCount &- 1
        while position >= 0 {
            if digits[position] != 0x39 {
                digits[position] &+= 1
                return
            }
            digits[position] = 0x30
            position &-= 1
        }
    }

    /// Stores the digits at an address, aligned or not.
    ///
    /// - Precondition: 20 bytes may be written there.
    @inline(__always)
    mutating func store(to address: UnsafeMutableRawPointer) {
        withUnsafeBytes { digits in
            address.storeBytes(of: digits.loadUnaligned(fromByteOffset: 0, as: UInt64.self), as: UInt64.self)
            address.storeBytes(
                of: digits.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8, as: UInt64.self)
            address.storeBytes(
                of: digits.loadUnaligned(fromByteOffset: 16, as: UInt32.self), toByteOffset: 16, as: UInt32.self)
        }
    }

    @inline(__always)
    mutating func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        // Mutating for the sake of the address: lending out a constant copies it.
        Swift.withUnsafeMutableBytes(of: &digits) { body(UnsafeRawBufferPointer($0)) }
    }
}
