/// A growable buffer of bytes that encoders write into.
///
/// It exists beside `[UInt8]` because a canister pays for every instruction: a write here is a bounds check and a
/// store, with no uniqueness check, and the finished bytes can be handed to the system without another copy.
public struct ByteWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int

    /// The number of bytes written so far.
    public internal(set) var count: Int

    /// Makes an empty writer.
    ///
    /// - Parameter capacity: how many bytes fit before the buffer has to grow.
    public init(capacity: Int = 64) {
        let capacity = max(capacity, 16)
        self.base = .allocate(capacity: capacity)
        self.capacity = capacity
        self.count = 0
    }

    deinit { base.deallocate() }

    /// Makes room for `additional` more bytes, at least doubling when it has to grow.
    @inline(__always)
    public mutating func reserve(_ additional: Int) {
        if capacity - count < additional { grow(additional) }
    }

    @inline(never)
    private mutating func grow(_ additional: Int) {
        let newCapacity = max(capacity * 2, count + additional)
        let newBase = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
        UnsafeMutableRawPointer(newBase).copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = newBase
        capacity = newCapacity
    }

    /// Appends `additional` bytes that the caller is to fill in at once, at the address it gets.
    ///
    /// This is for parts whose size is known: one check of the room instead of one for each piece. The address is
    /// good until the next write.
    ///
    /// - Precondition: `additional` is not negative.
    @inline(__always)
    public mutating func extend(by additional: Int) -> UnsafeMutableRawPointer {
        precondition(additional >= 0)
        reserve(additional)
        defer { count += additional }
        return UnsafeMutableRawPointer(base + count)
    }

    /// Appends one byte.
    @inline(never)
    public mutating func write(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    /// Appends the bytes of a buffer in one copy.
    @inline(never)
    public mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        reserve(bytes.count)
        UnsafeMutableRawPointer(base + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    /// Appends the bytes of an array in one copy.
    @inline(never)
    public mutating func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { write($0) }
    }

    /// Appends the bytes of a slice of an array in one copy.
    public mutating func write(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { write($0) }
    }

    /// Appends the UTF-8 bytes of a literal in one copy.
    @inline(never)
    public mutating func write(_ text: StaticString) {
        write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends what another writer holds in one copy.
    public mutating func write(_ other: borrowing ByteWriter) {
        write(UnsafeRawBufferPointer(start: other.base, count: other.count))
    }

    /// Appends an integer, most significant byte first.
    @inline(never)
    public mutating func write<Integer: FixedWidthInteger>(bigEndian value: Integer) {
        writeRaw(value.bigEndian)
    }

    /// Appends an integer, least significant byte first.
    @inline(never)
    public mutating func write<Integer: FixedWidthInteger>(littleEndian value: Integer) {
        writeRaw(value.littleEndian)
    }

    @inline(__always)
    private mutating func writeRaw<Integer: FixedWidthInteger>(_ value: Integer) {
        let size = MemoryLayout<Integer>.size
        reserve(size)
        UnsafeMutableRawPointer(base + count).storeBytes(of: value, as: Integer.self)
        count += size
    }

    /// Appends an unsigned LEB128 number in its shortest form.
    @inline(never)
    public mutating func write(leb128 value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            write(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        write(UInt8(truncatingIfNeeded: rest))
    }

    /// Appends a signed LEB128 number in its shortest form.
    public mutating func write(signedLEB128 value: Int64) {
        var rest = value
        while true {
            let low = UInt8(truncatingIfNeeded: rest) & 0x7f
            rest >>= 7
            if (rest == 0 && low & 0x40 == 0) || (rest == -1 && low & 0x40 != 0) {
                write(low)
                return
            }
            write(low | 0x80)
        }
    }

    /// Overwrites one byte that was written before.
    ///
    /// - Precondition: `offset` lies below ``count``.
    public mutating func overwrite(at offset: Int, with byte: UInt8) {
        precondition(offset >= 0 && offset < count)
        base[offset] = byte
    }

    /// Forgets everything after the first `newCount` bytes and keeps the memory.
    public mutating func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= count)
        count = newCount
    }

    /// Lends the written bytes to a closure; the pointer is valid only inside it.
    @inline(__always)
    public borrowing func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// A copy of the written bytes.
    public var bytes: [UInt8] {
        Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(start: base, count: count))
            initialized = count
        }
    }
}
