/// Reads bytes from stable memory one after the other, through a small buffer.
///
/// Every read checks what is left and gives `nil` or `false` when that is not enough, so that nothing is allocated for
/// bytes that are not there.
public struct StableReader: ~Copyable {
    private let buffer: UnsafeMutableRawPointer
    /// Whether the buffer is all that there is.
    private let isInHeap: Bool
    /// Bytes in the buffer, and how many of them were read.
    private var filled = 0
    private var position = 0
    /// Where what follows the buffer stands.
    private var offset: UInt64 = 0
    private var end: UInt64 = 0

    /// Reads stable memory, with nothing to read before a ``seek(to:)``.
    public init() {
        buffer = .allocate(byteCount: StableMemory.chunkSize, alignment: 8)
        isInHeap = false
    }

    /// Reads bytes in the heap as if they were all of stable memory.
    public init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 8)
        isInHeap = true
        filled = bytes.count
        UnsafeMutableRawBufferPointer(start: buffer, count: filled).copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }

    /// Goes to a range of stable memory.
    ///
    /// - Precondition: it lies inside; what is beyond traps when it is read.
    @inline(never)
    public mutating func seek(to range: Range<UInt64>) {
        if isInHeap {
            position = Int(range.lowerBound)
            filled = Int(range.upperBound)
        } else {
            position = 0
            filled = 0
            offset = range.lowerBound
            end = range.upperBound
        }
    }

    /// The number of bytes not read yet.
    public var remaining: UInt64 { end &- offset &+ UInt64(UInt(bitPattern: filled &- position)) }

    /// Fills memory with the bytes that come next.
    ///
    /// - Returns: whether there were so many; otherwise nothing was read.
    @inline(never)
    public mutating func read(into target: UnsafeMutableRawBufferPointer) -> Bool {
        guard UInt64(UInt(bitPattern: target.count)) <= remaining else { return false }
        guard var place = target.baseAddress else { return true }
        var missing = target.count
        while missing > 0 {
            fillIfEmpty()
            let part = min(missing, filled &- position)
            place.copyMemory(from: buffer + position, byteCount: part)
            place += part
            missing &-= part
            position &+= part
        }
        return true
    }

    /// The next bytes; `nil` if there are fewer.
    public mutating func readBytes(_ count: Int) -> [UInt8]? {
        guard UInt64(UInt(bitPattern: count)) <= remaining else { return nil }
        return Array(unsafeUninitializedCapacity: count) { target, initialized in
            _ = read(into: UnsafeMutableRawBufferPointer(start: target.baseAddress, count: count))
            initialized = count
        }
    }

    /// The next integer, whose least significant byte stands first.
    public mutating func read<Integer: FixedWidthInteger>(littleEndian type: Integer.Type) -> Integer? {
        var value: Integer = 0
        guard withUnsafeMutableBytes(of: &value, { read(into: $0) }) else { return nil }
        return Integer(littleEndian: value)
    }

    /// The checksum of all that was not read yet, which is none then.
    ///
    /// It notices mistakes, not adversaries: any change of bits within eight bytes, whose place is counted from the
    /// first, and any other but with a probability of 2⁻⁶⁴. It takes about one and a half instructions a byte, where
    /// CRC-32 takes about 20, and SHA-256 80.
    public mutating func checksum() -> UInt64 {
        var checksum = StableChecksum()
        while remaining > 0 {
            fillIfEmpty()
            checksum.add(UnsafeRawBufferPointer(start: buffer + position, count: filled &- position))
            position = filled
        }
        return checksum.value
    }

    @inline(never)
    private mutating func fillIfEmpty() {
        guard position == filled else { return }
        position = 0
        // No more than the size of a chunk.
        filled = Int(UInt32(truncatingIfNeeded: min(UInt64(StableMemory.chunkSize), end &- offset)))
        StableMemory.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: filled), at: offset)
        offset &+= UInt64(UInt(bitPattern: filled))
    }
}
