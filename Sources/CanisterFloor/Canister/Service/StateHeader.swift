/// What stands before an author's state in stable memory, at its start. All numbers are little-endian.
///
/// ```
///  offset  bytes
///       0      8   magic: "icSTATE1"
///       8      8   time of saving, in nanoseconds since 1970
///      16      8   n, the number of bytes from offset 24 on
///      24      n   what the author wrote
/// ```
struct StateHeader {
    let savedAt: UInt64
    let count: UInt64

    /// Bytes of the header.
    static let size: UInt64 = 24

    /// State is read by the code that comes after the one that saved it, in the same message. One that is older than
    /// this, in nanoseconds, was left behind in an earlier upgrade to code that did not know of it: an hour.
    static let maximumAge: UInt64 = 3_600_000_000_000

    /// "icSTATE1".
    private static let magic: UInt64 = 0x3145_5441_5453_6369

    /// The header at the start of stable memory; nil where none stands.
    static func read() -> StateHeader? {
        guard StableMemory.pages > 0, number(at: 0) == magic else { return nil }
        let count = number(at: 16)
        // More than any memory has: the check against its end would overflow.
        return StateHeader(savedAt: number(at: 8), count: min(count, .max >> 1))
    }

    /// Writes the header.
    ///
    /// - Returns: whether there is room for it.
    func write() -> Bool {
        guard StableMemory.ensure(bytes: Self.size) else { return false }
        Self.write(Self.magic, at: 0)
        Self.write(savedAt, at: 8)
        Self.write(count, at: 16)
        return true
    }

    /// Makes it as if no state had been saved.
    static func erase() { write(0, at: 0) }

    private static func number(at offset: UInt64) -> UInt64 {
        var number: UInt64 = 0
        withUnsafeMutableBytes(of: &number) { StableMemory.read(into: $0, at: offset) }
        return UInt64(littleEndian: number)
    }

    private static func write(_ number: UInt64, at offset: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { StableMemory.write($0, at: offset) }
    }
}
