import Bytes

extension SHA256 {
    /// A hasher at the end of a block: what is needed to go on from there, in 40 bytes.
    ///
    /// Keep one for a prefix of whole blocks that many messages share, instead of hashing it anew for each.
    public struct Midstate: Hashable, Sendable {
        let state: ChainingState

        /// The number of blocks of 64 bytes taken in.
        public let blockCount: UInt64

        /// The number of bytes taken in.
        public var byteCount: UInt64 { blockCount &<< 6 }

        init(state: ChainingState, blockCount: UInt64) {
            self.state = state
            self.blockCount = blockCount
        }

        /// The number of bytes that ``write(to:)`` appends.
        public static let encodedByteCount = 40

        /// Appends the midstate in a form for storage: the eight words and the number of blocks, most significant byte
        /// first.
        public func write(to writer: inout ByteWriter) {
            writer.write(Digest(state))
            writer.write(bigEndian: blockCount)
        }

        /// Reads what ``write(to:)`` wrote; `nil`, with the position unmoved, when fewer than 40 bytes are left.
        public init?(from reader: inout ByteReader) {
            guard reader.remaining >= Midstate.encodedByteCount, let digest = reader.readDigest(),
                let blockCount = reader.read(bigEndian: UInt64.self)
            else { return nil }
            self.state = ChainingState(digest)
            self.blockCount = blockCount
        }
    }
}

extension ChainingState {
    /// The state whose words, most significant byte first, are a digest.
    init(_ digest: Digest) {
        let words = digest.words
        self.init()
        (a, b) = ChainingState.halves(words.first)
        (c, d) = ChainingState.halves(words.second)
        (e, f) = ChainingState.halves(words.third)
        (g, h) = ChainingState.halves(words.fourth)
    }

    private static func halves(_ word: UInt64) -> (UInt32, UInt32) {
        let value = word.bigEndian
        return (UInt32(truncatingIfNeeded: value &>> 32), UInt32(truncatingIfNeeded: value))
    }
}
