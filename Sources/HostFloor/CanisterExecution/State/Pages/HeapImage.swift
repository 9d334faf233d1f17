import Synchronization

/// The heap of a guest as it was at a commit, kept beside the guest. Copies share what they have in common.
struct HeapImage: Sendable {
    /// What all images of one instance have in common: only between such can a guest go from one to another.
    final class Lineage: Sendable {
        private let state = Atomic<Bool>(false)

        /// Whether the instance is gone, or was given another heap, so that no later image will be of this lineage.
        var isOver: Bool { state.load(ordering: .acquiring) }

        func end() { state.store(true, ordering: .releasing) }
    }

    private(set) var lineage = Lineage()
    private(set) var size: UInt64 = 0
    private(set) var globals: [[UInt8]?] = []
    /// The blocks that are not zero.
    private(set) var blocks = PageTree()

    /// Makes the image of a heap that is zero throughout.
    init(size: UInt64, globals: [[UInt8]?]) {
        self.size = size
        self.globals = globals
    }

    /// Sets a block; one of no bytes is zero.
    mutating func setBlock(_ index: UInt64, to bytes: [UInt8]) {
        blocks[index] = bytes.isEmpty ? nil : bytes
    }

    /// Brings the image up to date with changes of its guest; a whole checkpoint begins a lineage.
    mutating func apply(_ checkpoint: GuestCheckpoint) {
        if checkpoint.isWhole {
            lineage = Lineage()
            blocks = PageTree()
        }
        size = checkpoint.heapSize
        globals = checkpoint.globals
        for block in checkpoint.blocks { setBlock(UInt64(block.index), to: block.bytes) }
    }

    /// What makes a fresh guest of it.
    var checkpoint: GuestCheckpoint {
        var whole = GuestCheckpoint(isWhole: true, heapSize: size, blocks: [], globals: globals)
        whole.blocks.reserveCapacity(blocks.count)
        blocks.forEach { number, page in whole.blocks.append(.init(index: Int(number), bytes: page)) }
        return whole
    }

    /// What brings a guest with an older or newer image of the lineage here; `nil` for an image of another lineage, or
    /// of a larger heap, since heaps do not shrink.
    func changes(from other: HeapImage) -> GuestCheckpoint? {
        guard lineage === other.lineage, size >= other.size else { return nil }
        var changes = GuestCheckpoint(isWhole: false, heapSize: size, blocks: [], globals: globals)
        blocks.forEachDifference(from: other.blocks) { number, page in
            changes.blocks.append(.init(index: Int(number), bytes: page ?? []))
        }
        return changes
    }
}
