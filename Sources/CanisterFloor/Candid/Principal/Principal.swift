import Bytes

/// The identity of a canister or a user: 0 to 29 bytes (Interface Specification, "Principals").
///
/// The bytes stand inline in four words, most significant byte first, with the length in the very last byte. So a
/// principal needs no memory of its own, and comparing the words in turn orders principals as their bytes do, a
/// shorter one before all that it begins.
public struct Principal: Hashable, Sendable {
    /// The greatest number of bytes a principal has.
    public static let maximumCount = 29

    @usableFromInline var word0: UInt64
    @usableFromInline var word1: UInt64
    @usableFromInline var word2: UInt64
    @usableFromInline var word3: UInt64

    private init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// The management canister, `aaaaa-aa`: the principal without bytes.
    public static var managementCanister: Principal { Principal(0, 0, 0, 0) }

    /// The anonymous user, `2vxsx-fae`: the single byte 4.
    public static var anonymous: Principal { Principal(0x04 << 56, 0, 0, 1) }

    /// Whether this is the anonymous user.
    public var isAnonymous: Bool { self == .anonymous }

    /// The number of bytes, 0 to 29.
    @inline(__always)
    public var count: Int { Int(truncatingIfNeeded: word3 & 0xff) }

    /// Makes a principal of its bytes.
    ///
    /// - Throws: ``PrincipalError/tooLong(count:)`` when there are more than 29.
    public init(bytes: [UInt8]) throws(PrincipalError) {
        let made: Principal? = bytes.withUnsafeBytes { Principal(exactly: $0) }
        guard let made else { throw .tooLong(count: bytes.count) }
        self = made
    }

    /// Makes a principal of the bytes in memory, or `nil` when there are more than 29.
    public init?(exactly bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= Self.maximumCount else { return nil }
        self.init(unchecked: bytes)
    }

    /// The principal of a user, made of the SHA-224 digest of the DER form of the public key.
    ///
    /// - Throws: ``PrincipalError/digestLength(count:)`` when the digest is not 28 bytes long.
    public static func selfAuthenticating(digest: [UInt8]) throws(PrincipalError) -> Principal {
        guard digest.count == 28 else { throw .digestLength(count: digest.count) }
        return try Principal(bytes: digest + [0x02])
    }

    @inline(never)
    init(unchecked bytes: UnsafeRawBufferPointer) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        Swift.withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
        self.init(
            Self.bigEndian(words.0), Self.bigEndian(words.1), Self.bigEndian(words.2),
            Self.bigEndian(words.3) | UInt64(UInt(bitPattern: bytes.count)))
    }

    /// Between a word and its bytes in memory. Out of line, since WebAssembly has no instruction for it.
    @inline(never)
    @usableFromInline static func bigEndian(_ word: UInt64) -> UInt64 { word.bigEndian }

    /// Lends the bytes to a closure; the pointer is valid only inside it.
    @inline(__always)
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        var words = (
            Self.bigEndian(word0), Self.bigEndian(word1), Self.bigEndian(word2), Self.bigEndian(word3)
        )
        let count = self.count
        return Swift.withUnsafeBytes(of: &words) { body(UnsafeRawBufferPointer(rebasing: $0[0..<count])) }
    }

    /// A copy of the bytes.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
}

extension Principal: Comparable {
    /// Bytewise order, a shorter principal before all that it begins.
    public static func < (left: Principal, right: Principal) -> Bool {
        if left.word0 != right.word0 { return left.word0 < right.word0 }
        if left.word1 != right.word1 { return left.word1 < right.word1 }
        if left.word2 != right.word2 { return left.word2 < right.word2 }
        return left.word3 < right.word3
    }
}

extension ByteWriter {
    /// Appends the raw bytes of a principal, without a length, in one copy.
    public mutating func write(_ principal: Principal) {
        reserve(Principal.maximumCount)
        principal.withUnsafeBytes { write($0) }
    }
}
