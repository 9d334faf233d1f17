/// Writes any number of bytes to stable memory one after the other, through a small buffer, and grows the memory as
/// needed.
///
/// Nothing is held twice: at most ``StableMemory/chunkSize`` bytes wait in the heap.
///
/// ```swift
/// var writer = StableWriter(at: 0)
/// for account in accounts { writer.write(littleEndian: account.balance) }
/// guard writer.finish() else { throw .trap("there is no room in stable memory") }
/// ```
public struct StableWriter: ~Copyable {
    private let buffer = UnsafeMutableRawPointer.allocate(byteCount: StableMemory.chunkSize, alignment: 8)
    /// Bytes in the buffer.
    private var waiting = 0
    /// Where the buffer goes.
    private var offset: UInt64
    private let start: UInt64
    private var isRefused = false

    /// A writer that begins at an offset of stable memory, whatever stands there.
    public init(at offset: UInt64) {
        self.offset = offset
        start = offset
    }

    deinit { buffer.deallocate() }

    /// The number of bytes written so far.
    public var count: UInt64 { offset &- start &+ UInt64(truncatingIfNeeded: waiting) }

    /// Appends bytes.
    @inline(never)
    public mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard var source = bytes.baseAddress else { return }
        var left = bytes.count
        while left > 0 {
            let part = min(left, StableMemory.chunkSize &- waiting)
            (buffer + waiting).copyMemory(from: source, byteCount: part)
            source += part
            left &-= part
            waiting &+= part
            if waiting == StableMemory.chunkSize { flush() }
        }
    }

    /// Appends the bytes of an array.
    public mutating func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { write($0) }
    }

    /// Appends an integer, least significant byte first.
    public mutating func write<Integer: FixedWidthInteger>(littleEndian value: Integer) {
        withUnsafeBytes(of: value.littleEndian) { write($0) }
    }

    /// Writes out what waits. Nothing may be written afterwards.
    ///
    /// - Returns: whether all is written; otherwise the system refused to grow the memory.
    public mutating func finish() -> Bool {
        flush()
        return !isRefused
    }

    @inline(never)
    private mutating func flush() {
        let next = offset &+ UInt64(truncatingIfNeeded: waiting)
        isRefused = isRefused || !StableMemory.ensure(bytes: next)
        if !isRefused { StableMemory.write(UnsafeRawBufferPointer(start: buffer, count: waiting), at: offset) }
        offset = next
        waiting = 0
    }
}
