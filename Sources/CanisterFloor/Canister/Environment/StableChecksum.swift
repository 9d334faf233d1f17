/// A checksum of 64 bits over bytes, eight at a time, for data that nobody but the canister itself writes.
///
/// It is there to notice mistakes, not adversaries. SHA-256 would take 80 instructions a byte and CRC-32 about 20; this
/// takes about one and a half. Each step, `rotate((state ^ word) * odd, 29)`, can be undone, for given words as well as
/// for given states. So a change of any bits of one word always changes the checksum, and any other change goes
/// unnoticed with a probability of 2⁻⁶⁴.
public struct StableChecksum: Equatable, Sendable {
    private static let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// The checksum of all that was added so far.
    public private(set) var value = multiplier

    public init() {}

    /// Adds a number.
    @inline(__always)
    public mutating func add(_ word: UInt64) {
        let product = (value ^ word) &* Self.multiplier
        value = product &<< 29 | product &>> 35
    }

    /// Adds bytes as words, the least significant byte first; zeros fill the last word up.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard var next = bytes.baseAddress else { return }
        let rest = bytes.count & 7
        let end = next + (bytes.count - rest)
        while next < end {
            add(UInt64(littleEndian: next.loadUnaligned(as: UInt64.self)))
            next += 8
        }
        guard rest > 0 else { return }
        var last: UInt64 = 0
        withUnsafeMutableBytes(of: &last) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: next, count: rest))
        }
        add(UInt64(littleEndian: last))
    }
}
