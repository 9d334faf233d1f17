import Bytes
import Candid

/// Writes any number of bytes to stable memory one after the other, and grows the memory as needed.
///
/// Nothing is held twice: in the heap wait less than ``StableMemory/chunkSize`` bytes, or one piece that is longer.
///
/// ```swift
/// var writer = StableWriter(at: 0)
/// for account in accounts { writer.write(littleEndian: account.balance) }
/// guard writer.finish() else { throw .trap("there is no room in stable memory") }
/// ```
public struct StableWriter: ~Copyable {
    /// What is not written out yet.
    private var waiting = ByteWriter(capacity: StableMemory.chunkSize)
    /// Where that goes.
    private var offset: UInt64
    private let start: UInt64
    private var isRefused = false

    /// A writer that begins at an offset of stable memory, whatever stands there.
    public init(at offset: UInt64) {
        self.offset = offset
        start = offset
    }

    /// The number of bytes written so far.
    public var count: UInt64 { offset &- start &+ UInt64(UInt(bitPattern: waiting.count)) }

    /// Appends bytes.
    @inline(never)
    public mutating func write(_ bytes: UnsafeRawBufferPointer) {
        waiting.write(bytes)
        flushIfFull()
    }

    /// Appends the bytes of an array.
    public mutating func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { write($0) }
    }

    /// Appends the bytes of a principal, without a length.
    public mutating func write(_ principal: Principal) {
        waiting.write(principal)
        flushIfFull()
    }

    /// Appends an integer, least significant byte first.
    public mutating func write<Integer: FixedWidthInteger>(littleEndian value: Integer) {
        waiting.write(littleEndian: value)
        flushIfFull()
    }

    /// Writes out what waits.
    ///
    /// - Returns: whether all is written; otherwise the system refused to grow the memory.
    public mutating func finish() -> Bool {
        flush()
        return !isRefused
    }

    private mutating func flushIfFull() {
        if waiting.count >= StableMemory.chunkSize { flush() }
    }

    @inline(never)
    private mutating func flush() {
        let next = start &+ count
        isRefused = isRefused || !StableMemory.ensure(bytes: next)
        if !isRefused { waiting.withUnsafeBytes { StableMemory.write($0, at: offset) } }
        offset = next
        waiting.truncate(to: 0)
    }
}
