/// Reads bytes from stable memory one after the other, through a small buffer.
///
/// Every read checks what is left and gives `nil` when that is not enough, so that nothing is allocated for bytes that
/// are not there.
public struct StableReader: ~Copyable {
    private let buffer: UnsafeMutableRawPointer
    /// Bytes in the buffer, and how many of them were read.
    private var filled = 0
    private var position = 0
    /// Where what follows the buffer stands.
    private var offset: UInt64
    private let end: UInt64

    /// Of all bytes from the start to the end of the buffer; complete when nothing is ``remaining``.
    public private(set) var checksum = StableChecksum()

    /// Reads bytes of stable memory.
    ///
    /// - Precondition: the range lies inside; what is beyond traps.
    public init(_ range: Range<UInt64>) {
        buffer = .allocate(byteCount: StableMemory.chunkSize, alignment: 8)
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Reads bytes in the heap as if they stood in stable memory.
    public init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 8)
        filled = bytes.count
        offset = 0
        end = 0
        UnsafeMutableRawBufferPointer(start: buffer, count: filled).copyBytes(from: bytes)
        checksum.add(UnsafeRawBufferPointer(start: buffer, count: filled))
    }

    deinit { buffer.deallocate() }

    /// The number of bytes not read yet.
    public var remaining: UInt64 { end - offset + UInt64(filled - position) }

    /// Fills memory with the bytes that come next.
    ///
    /// - Returns: whether there were so many; otherwise nothing was read.
    @inline(never)
    public mutating func read(into target: UnsafeMutableRawBufferPointer) -> Bool {
        guard UInt64(target.count) <= remaining else { return false }
        guard var place = target.baseAddress else { return true }
        var missing = target.count
        while missing > 0 {
            if position == filled { fill() }
            let part = min(missing, filled - position)
            place.copyMemory(from: buffer + position, byteCount: part)
            place += part
            missing -= part
            position += part
        }
        return true
    }

    /// The next bytes.
    public mutating func readBytes(_ count: Int) -> [UInt8]? {
        guard UInt64(count) <= remaining else { return nil }
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

    private mutating func fill() {
        filled = Int(min(UInt64(StableMemory.chunkSize), end - offset))
        position = 0
        let target = UnsafeMutableRawBufferPointer(start: buffer, count: filled)
        StableMemory.read(into: target, at: offset)
        checksum.add(UnsafeRawBufferPointer(target))
        offset += UInt64(filled)
    }
}
