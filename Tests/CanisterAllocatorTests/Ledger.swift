import CanisterAllocator
import Glibc
import Testing
import TestSupport

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

    mutating func freeOne(using generator: inout SplitMix64) {
        let index = Int.random(in: blocks.indices, using: &generator)
        blocks.swapAt(index, blocks.count - 1)
        let (memory, size, mark) = blocks.removeLast()
        // All bytes are the same if each is like the one behind it.
        let isWhole = memory.load(as: UInt8.self) == mark && memcmp(memory, memory + 1, size - 1) == 0
        if !isWhole { faults += 1 }
        canister_free(memory)
    }
}
