import SystemAPI

/// The memory that outlives upgrades, in pages of 64 KiB, up to 500 GiB: section "Stable memory" of the IC interface
/// specification.
public enum StableMemory {
    /// Bytes in a page.
    public static let pageSize: UInt64 = 65_536

    /// The most bytes that ``StableWriter`` and ``StableReader`` keep in the heap: many enough that the cost of a
    /// system call does not count.
    public static let chunkSize = 16_384

    /// The size now, in pages.
    public static var pages: UInt64 { ic0_stable64_size() }

    /// Grows by a number of pages, which are zero.
    ///
    /// - Returns: the size before, in pages, or nil where the system refuses.
    public static func grow(by pages: UInt64) -> UInt64? {
        let before = ic0_stable64_grow(pages)
        return before == .max ? nil : before
    }

    /// Grows, if need be, until it holds a number of bytes.
    ///
    /// - Returns: whether it now does.
    public static func ensure(bytes: UInt64) -> Bool {
        let needed = bytes / pageSize + (bytes % pageSize == 0 ? 0 : 1)
        let pages = pages
        return needed <= pages || grow(by: needed - pages) != nil
    }

    /// Writes bytes at an offset. Traps beyond the end.
    public static func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) {
        guard let source = bytes.baseAddress else { return }
        ic0_stable64_write(offset, address(source), UInt64(bytes.count))
    }

    /// Writes bytes at an offset. Traps beyond the end.
    public static func write(_ bytes: [UInt8], at offset: UInt64) {
        bytes.withUnsafeBytes { write($0, at: offset) }
    }

    /// Fills memory with the bytes at an offset. Traps beyond the end.
    public static func read(into target: UnsafeMutableRawBufferPointer, at offset: UInt64) {
        guard let start = target.baseAddress else { return }
        ic0_stable64_read(address(start), offset, UInt64(target.count))
    }

    /// Reads bytes at an offset. Traps beyond the end.
    public static func read(_ count: Int, at offset: UInt64) -> [UInt8] {
        Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            read(into: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count), at: offset)
            initialized = count
        }
    }

    private static func address(_ pointer: UnsafeRawPointer) -> UInt64 {
        UInt64(UInt(bitPattern: pointer))
    }
}
