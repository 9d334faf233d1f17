import Bytes

/// What SHA-256 makes of any number of bytes: 32 bytes, held inline.
///
/// Digests order bytewise, as the labels of a hash tree do.
public struct Digest: Hashable, Sendable {
    /// The 32 bytes as they lie in memory, eight to a word.
    @usableFromInline let words: Words

    @usableFromInline
    struct Words: Hashable, Sendable {
        @usableFromInline var first: UInt64
        @usableFromInline var second: UInt64
        @usableFromInline var third: UInt64
        @usableFromInline var fourth: UInt64

        @inline(__always)
        init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
            self.first = first
            self.second = second
            self.third = third
            self.fourth = fourth
        }
    }

    /// The number of bytes in every digest.
    public static let byteCount = 32

    /// Takes over bytes that are a digest already; nothing is hashed.
    ///
    /// - Returns: `nil` unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Digest.byteCount else { return nil }
        self = bytes.withUnsafeBytes { Digest(loading: $0, at: 0) }
    }

    /// Takes over the 32 bytes at an offset of a buffer; nothing is hashed.
    ///
    /// - Precondition: 32 bytes stand at `offset`.
    @inline(__always)
    public init(loading bytes: UnsafeRawBufferPointer, at offset: Int) {
        precondition(offset >= 0 && bytes.count - offset >= Digest.byteCount)
        words = Words(
            bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
            bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self),
            bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self),
            bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self))
    }

    /// The digest that a chaining state stands for: its words, most significant byte first.
    @inline(__always)
    init(_ state: ChainingState) {
        var words = Words(0, 0, 0, 0)
        Swift.withUnsafeMutableBytes(of: &words) { target in
            target.storeBytes(of: bigEndian(state.a), toByteOffset: 0, as: UInt32.self)
            target.storeBytes(of: bigEndian(state.b), toByteOffset: 4, as: UInt32.self)
            target.storeBytes(of: bigEndian(state.c), toByteOffset: 8, as: UInt32.self)
            target.storeBytes(of: bigEndian(state.d), toByteOffset: 12, as: UInt32.self)
            target.storeBytes(of: bigEndian(state.e), toByteOffset: 16, as: UInt32.self)
            target.storeBytes(of: bigEndian(state.f), toByteOffset: 20, as: UInt32.self)
            target.storeBytes(of: bigEndian(state.g), toByteOffset: 24, as: UInt32.self)
            target.storeBytes(of: bigEndian(state.h), toByteOffset: 28, as: UInt32.self)
        }
        self.words = words
    }

    /// A copy of the 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// Lends the 32 bytes to a closure; the pointer is valid only inside it.
    @inline(__always)
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Swift.withUnsafeBytes(of: words, body)
    }

    /// Stores the 32 bytes at an address, aligned or not.
    ///
    /// - Precondition: 32 bytes may be written there.
    @inline(__always)
    public func store(to address: UnsafeMutableRawPointer) {
        address.storeBytes(of: words.first, as: UInt64.self)
        address.storeBytes(of: words.second, toByteOffset: 8, as: UInt64.self)
        address.storeBytes(of: words.third, toByteOffset: 16, as: UInt64.self)
        address.storeBytes(of: words.fourth, toByteOffset: 24, as: UInt64.self)
    }
}

extension Digest: Comparable {
    /// Whether one digest stands before another in bytewise order.
    public static func < (left: Digest, right: Digest) -> Bool {
        let (l, r) = (left.words, right.words)
        if l.first != r.first { return l.first.bigEndian < r.first.bigEndian }
        if l.second != r.second { return l.second.bigEndian < r.second.bigEndian }
        if l.third != r.third { return l.third.bigEndian < r.third.bigEndian }
        return l.fourth.bigEndian < r.fourth.bigEndian
    }
}

extension ByteWriter {
    /// Appends the 32 bytes of a digest.
    @inline(__always)
    public mutating func write(_ digest: Digest) {
        digest.store(to: extend(by: Digest.byteCount))
    }
}

extension ByteReader {
    /// Reads the 32 bytes of a digest; `nil`, with the position unmoved, when fewer are left.
    public mutating func readDigest() -> Digest? {
        guard let range = readRange(Digest.byteCount) else { return nil }
        return bytes.withUnsafeBytes { Digest(loading: $0, at: range.lowerBound) }
    }
}
