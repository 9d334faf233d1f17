/// A block of 64 bytes that fills up piece by piece.
struct PendingBlock: Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)

    /// Copies bytes to an offset.
    ///
    /// - Precondition: they end within the block.
    @inline(__always)
    mutating func copy(from source: UnsafeRawPointer, count: Int, to offset: Int) {
        withUnsafeMutableBytes(of: &words) { block in
            guard let start = block.baseAddress else { return }
            (start + offset).copyMemory(from: source, byteCount: count)
        }
    }

    /// Sets the bit that follows the message (FIPS 180-4, section 5.1.1).
    @inline(__always)
    mutating func endMessage(at offset: Int) {
        withUnsafeMutableBytes(of: &words) { $0.storeBytes(of: 0x80, toByteOffset: offset, as: UInt8.self) }
    }

    /// Sets the bytes from one offset up to another to zero.
    @inline(__always)
    mutating func clear(from start: Int, to end: Int) {
        withUnsafeMutableBytes(of: &words) { block in
            guard let address = block.baseAddress, end > start else { return }
            (address + start).initializeMemory(as: UInt8.self, repeating: 0, count: end &- start)
        }
    }

    /// Stores the length of the message in the last eight bytes.
    @inline(__always)
    mutating func setBitCount(_ count: UInt64) {
        withUnsafeMutableBytes(of: &words) { block in
            let (high, low) = (UInt32(truncatingIfNeeded: count &>> 32), UInt32(truncatingIfNeeded: count))
            block.storeBytes(of: bigEndian(high), toByteOffset: 56, as: UInt32.self)
            block.storeBytes(of: bigEndian(low), toByteOffset: 60, as: UInt32.self)
        }
    }

    /// Gives the whole block to a chaining state.
    ///
    /// Mutating for the sake of the address alone: lending out a constant copies it.
    @inline(__always)
    mutating func feed(_ state: inout ChainingState) {
        withUnsafeMutableBytes(of: &words) { block in
            guard let start = block.baseAddress else { return }
            state.absorb(start, blockCount: 1)
        }
    }
}
