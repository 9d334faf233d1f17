import CanisterAllocator
import Glibc
import Testing

/// Blocks in use, each filled with a number of its own, which shows whether anybody else wrote into it.
struct Ledger {
    private var blocks: [(memory: UnsafeMutableRawPointer, size: Int, mark: UInt8)] = []
    private var next: UInt8 = 0

    /// How many blocks had other bytes than were written to them.
    private(set) var faults = 0

    var count: Int { blocks.count }

    mutating func allocate(_ size: Int) throws {
        let memory = try #require(canister_malloc(size))
        // All that can be used is used.
        let usable = canister_usable_size(memory)
        next &+= 1
        memset(memory, Int32(next), usable)
        blocks.append((memory, usable, next))
    }

    mutating func freeOne(using generator: inout SeededGenerator) {
        let index = Int.random(in: blocks.indices, using: &generator)
        blocks.swapAt(index, blocks.count - 1)
        let (memory, size, mark) = blocks.removeLast()
        // All bytes are the same if each is like the one behind it.
        let isWhole = memory.load(as: UInt8.self) == mark && memcmp(memory, memory + 1, size - 1) == 0
        if !isWhole { faults += 1 }
        canister_free(memory)
    }
}

/// A sequence of numbers that is the same in each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
