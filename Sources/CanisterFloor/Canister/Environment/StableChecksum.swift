/// A checksum of 64 bits over bytes, eight at a time; see ``StableReader/checksum()``.
///
/// Each step, `rotate((state ^ word) * odd, 29)`, can be undone, for given words as well as for given states. So two
/// texts that differ in one word alone never have the same checksum.
struct StableChecksum {
    private static let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// The checksum of all that was added so far.
    private(set) var value = multiplier

    /// Adds bytes as words, the least significant byte first. Zeros fill the last word up, so all additions but the last
    /// have to be of whole words.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard var next = bytes.baseAddress else { return }
        let end = next + bytes.count
        while next < end {
            var word: UInt64 = 0
            if end - next >= 8 {
                word = next.loadUnaligned(as: UInt64.self)
            } else {
                withUnsafeMutableBytes(of: &word) {
                    $0.copyMemory(from: UnsafeRawBufferPointer(start: next, count: end - next))
                }
            }
            let product = (value ^ UInt64(littleEndian: word)) &* Self.multiplier
            value = product &<< 29 | product &>> 35
            next += 8
        }
    }
}
