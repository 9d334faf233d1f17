// Trees of hashes consist of short messages of known length: a prefix that tells the kind of node, and digests. These
// lay the message out as blocks at once, which costs a third of the streaming hasher's work around the blocks.

extension SHA256 {
    /// The digest of a short prefix followed by one digest, in one block.
    ///
    /// - Precondition: the prefix has at most 23 bytes.
    public static func hash(prefix: StaticString, _ digest: Digest) -> Digest {
        let prefixCount = prefix.utf8CodeUnitCount
        precondition(prefixCount <= 23)
        var block: Words8 = (0, 0, 0, 0, 0, 0, 0, 0)
        return withUnsafeMutableBytes(of: &block) { buffer in
            guard let message = buffer.baseAddress else { return Digest(ChainingState()) }
            message.copyMemory(from: prefix.utf8Start, byteCount: prefixCount)
            digest.store(to: message + prefixCount)
            return hash(message, count: prefixCount &+ Digest.byteCount, blockCount: 1)
        }
    }

    /// The digest of a short prefix followed by two digests, in two blocks.
    ///
    /// - Precondition: the prefix has at most 55 bytes.
    public static func hash(prefix: StaticString, _ first: Digest, _ second: Digest) -> Digest {
        let prefixCount = prefix.utf8CodeUnitCount
        precondition(prefixCount <= 55)
        var blocks: (Words8, Words8) = ((0, 0, 0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0, 0, 0))
        return withUnsafeMutableBytes(of: &blocks) { buffer in
            guard let message = buffer.baseAddress else { return Digest(ChainingState()) }
            message.copyMemory(from: prefix.utf8Start, byteCount: prefixCount)
            first.store(to: message + prefixCount)
            second.store(to: message + prefixCount + Digest.byteCount)
            return hash(message, count: prefixCount &+ 2 &* Digest.byteCount, blockCount: 2)
        }
    }

    private typealias Words8 = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

    /// The digest of a message that stands in blocks of its own with zeros behind it.
    @inline(__always)
    private static func hash(_ message: UnsafeMutableRawPointer, count: Int, blockCount: Int) -> Digest {
        message.storeBytes(of: 0x80, toByteOffset: count, as: UInt8.self)
        let bitCount = UInt32(truncatingIfNeeded: count &<< 3)
        message.storeBytes(of: bigEndian(bitCount), toByteOffset: (blockCount &<< 6) &- 4, as: UInt32.self)
        var state = ChainingState()
        state.absorb(message, blockCount: blockCount)
        return Digest(state)
    }
}
