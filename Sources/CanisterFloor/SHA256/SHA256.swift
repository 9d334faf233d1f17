import Bytes

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
///
/// The hasher is a plain value that never allocates. A copy of one that was fed a prefix goes on from there as often
/// as wanted, so the prefix is paid once; where a prefix ends with a block, a ``Midstate`` keeps it in less room.
///
/// ```swift
/// var hasher = SHA256()
/// hasher.update(header)
/// hasher.update(body)
/// let digest = hasher.finalize()
/// ```
public struct SHA256: Sendable {
    /// The number of bytes that the compression function takes at once.
    public static let blockByteCount = 64

    private var state: ChainingState

    /// The bytes that do not fill a block yet, at the front; the rest holds what earlier blocks left.
    private var pending: PendingBlock

    /// The number of bytes taken in, those pending included.
    public private(set) var byteCount: UInt64

    /// A hasher that has taken in nothing.
    @inline(__always)
    public init() {
        state = ChainingState()
        pending = PendingBlock()
        byteCount = 0
    }

    /// A hasher that goes on where a midstate was taken.
    @inline(__always)
    public init(_ midstate: Midstate) {
        state = midstate.state
        pending = PendingBlock()
        byteCount = midstate.byteCount
    }

    /// What was taken in so far, in compact form; `nil` unless that ends with a block.
    public var midstate: Midstate? {
        guard byteCount & 63 == 0 else { return nil }
        return Midstate(state: state, blockCount: byteCount >> 6)
    }

    /// Takes in the bytes of a buffer.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        let used = Int(truncatingIfNeeded: byteCount & 63)
        byteCount &+= UInt64(truncatingIfNeeded: bytes.count)
        let room = 64 &- used
        if bytes.count < room {
            pending.copy(from: start, count: bytes.count, to: used)
            return
        }
        var source = start
        var left = bytes.count
        if used > 0 {
            pending.copy(from: source, count: room, to: used)
            pending.feed(&state)
            source += room
            left &-= room
        }
        let blockCount = left >> 6
        if blockCount > 0 {
            state.absorb(source, blockCount: blockCount)
            source += blockCount << 6
            left &= 63
        }
        if left > 0 { pending.copy(from: source, count: left, to: 0) }
    }

    /// Takes in the bytes of an array.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Takes in the bytes of a slice of an array.
    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Takes in what a writer holds.
    public mutating func update(_ bytes: borrowing ByteWriter) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Takes in the UTF-8 bytes of a literal.
    public mutating func update(_ text: StaticString) {
        update(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Takes in the 32 bytes of another digest.
    public mutating func update(_ digest: Digest) {
        digest.withUnsafeBytes { update($0) }
    }

    /// Takes in one byte.
    public mutating func update(_ byte: UInt8) {
        Swift.withUnsafeBytes(of: byte) { update($0) }
    }

    /// The digest of all that was taken in.
    ///
    /// The hasher is used up, and what it gives after that has no meaning; copy it before to feed it further.
    public mutating func finalize() -> Digest {
        var used = Int(truncatingIfNeeded: byteCount & 63)
        pending.endMessage(at: used)
        used &+= 1
        if used > 56 {
            pending.clear(from: used, to: 64)
            pending.feed(&state)
            used = 0
        }
        pending.clear(from: used, to: 56)
        pending.setBitCount(byteCount &<< 3)
        pending.feed(&state)
        return Digest(state)
    }
}

extension SHA256 {
    /// The digest of a buffer.
    public static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var hasher = SHA256()
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// The digest of an array.
    public static func hash(_ bytes: [UInt8]) -> Digest {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// The digest of what a writer holds.
    public static func hash(_ bytes: borrowing ByteWriter) -> Digest {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// The digest of the UTF-8 bytes of a literal.
    public static func hash(_ text: StaticString) -> Digest {
        hash(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
