/// Heap and globals of a guest, or what changed in them, to be kept outside the process.
public struct GuestCheckpoint: Hashable, Sendable {
    /// The bytes of a block.
    public static let blockSize: UInt64 = 16 * 1024

    /// A part of the heap.
    public struct Block: Hashable, Sendable {
        /// Its address, in units of ``GuestCheckpoint/blockSize``.
        public var index: Int
        /// As many bytes as a block has, or none where all of them are zero.
        public var bytes: [UInt8]

        /// Makes a part.
        public init(index: Int, bytes: [UInt8]) {
            self.index = index
            self.bytes = bytes
        }
    }

    /// Whether it stands alone: a block that it does not name is then zero. Otherwise such a block is as in the
    /// checkpoints before, see ``merge(_:)``.
    public var isWhole: Bool

    /// Bytes of the heap.
    public var heapSize: UInt64

    /// The blocks that changed, in the order of their indices.
    public var blocks: [Block]

    /// The mutable globals in the module's order, always all of them: 16 bytes each as they lie in memory, `nil` for
    /// references, which cannot be kept (replicas refuse modules with such globals).
    public var globals: [[UInt8]?]

    /// Makes a checkpoint.
    public init(isWhole: Bool, heapSize: UInt64, blocks: [Block], globals: [[UInt8]?]) {
        self.isWhole = isWhole
        self.heapSize = heapSize
        self.blocks = blocks
        self.globals = globals
    }

    /// Brings a checkpoint up to date with the next one.
    public mutating func merge(_ next: GuestCheckpoint) {
        guard !next.isWhole else {
            self = next
            return
        }
        var all = Dictionary(blocks.map { ($0.index, $0.bytes) }) { $1 }
        for block in next.blocks { all[block.index] = isWhole && block.bytes.isEmpty ? nil : block.bytes }
        blocks = all.map { Block(index: $0.key, bytes: $0.value) }.sorted { $0.index < $1.index }
        heapSize = next.heapSize
        globals = next.globals
    }
}
