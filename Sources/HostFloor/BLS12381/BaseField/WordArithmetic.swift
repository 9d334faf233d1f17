// Arithmetic of words with carries, by the operations that report overflow: the compiler makes of them what it makes of
// 128-bit numbers, and a debug build runs them twelve times as fast as those.

/// The low word of `a + b + carry`; the carry becomes the high word, 0 or 1.
@inline(__always)
func add(_ a: UInt64, _ b: UInt64, _ carry: inout UInt64) -> UInt64 {
    let (partial, first) = a.addingReportingOverflow(b)
    let (sum, second) = partial.addingReportingOverflow(carry)
    carry = (first ? 1 : 0) &+ (second ? 1 : 0)
    return sum
}

/// The low word of `a - b - borrow`; the borrow becomes 1 if that is negative, else 0.
@inline(__always)
func subtract(_ a: UInt64, _ b: UInt64, _ borrow: inout UInt64) -> UInt64 {
    let (partial, first) = a.subtractingReportingOverflow(b)
    let (difference, second) = partial.subtractingReportingOverflow(borrow)
    borrow = (first ? 1 : 0) &+ (second ? 1 : 0)
    return difference
}

/// The low word of `a * b + addend + carry`; the carry becomes the high word.
@inline(__always)
func multiplyAdd(_ a: UInt64, _ b: UInt64, _ addend: UInt64, _ carry: inout UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    let (partial, first) = product.low.addingReportingOverflow(addend)
    let (sum, second) = partial.addingReportingOverflow(carry)
    carry = product.high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
    return sum
}
