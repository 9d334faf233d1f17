import CanisterAllocator
import Testing
import TestSupport

/// The allocator has one heap, so that its tests follow one another.
@Suite("The allocator of canisters", .serialized)
struct AllocatorTests {
    @Test(
        "gives blocks of the size asked for, at multiples of 16",
        arguments: [
            0, 1, 16, 17, 256, 257, 1_088, 1_089, 5_441, 8_160, 8_176, 8_177, 16_000, 16_384, 100_000,
        ])
    func sizes(size: Int) throws {
        let block = try #require(canister_malloc(size))
        #expect(UInt(bitPattern: block) % 16 == 0)
        let usable = canister_usable_size(block)
        #expect(usable >= size)
        // No block wastes more than its neighbours in the list of sizes are apart, or a region.
        #expect(usable <= max(16, size + size / 2 + 16) || usable <= (size / 16_384 + 2) * 16_384)
        block.initializeMemory(as: UInt8.self, repeating: 0xaa, count: size)
        canister_free(block)
    }

    @Test("never lets blocks overlap, whatever the order of frees", arguments: [1, 2, 3] as [UInt64])
    func stress(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var heap = Ledger()
        for _ in 0..<20_000 {
            if heap.count > 1_500 || (heap.count > 0 && Bool.random(using: &generator)) {
                heap.freeOne(using: &generator)
            } else {
                let limit = [40, 200, 3_000, 60_000][Int(min(3, generator.next() % 20))]
                try heap.allocate(Int.random(in: 0...limit, using: &generator))
            }
        }
        while heap.count > 0 { heap.freeOne(using: &generator) }
        #expect(heap.faults == 0)
    }

    @Test("gives the memory of freed blocks to blocks of other sizes")
    func reuse() throws {
        func fill(_ size: Int, _ count: Int) throws {
            let blocks = try (0..<count).map { _ in try #require(canister_malloc(size)) }
            blocks.forEach { canister_free($0) }
        }
        // Each time 2 MiB: without reuse across sizes the heap would grow by nine times as much.
        let total = 2 << 20
        let before = canister_free_span_bytes()
        for _ in 0..<2 {
            for size in [48, 100, 300, 700, 2_000, 5_000, 9_000, 70_000, 1 << 20, total] {
                try fill(size, total / size)
            }
        }
        // The heap grew by no more than what the blocks of one size take with their waste, and all lies in whole spans
        // again.
        let grown = canister_free_span_bytes() - before
        #expect(grown < 2 * total)
    }

    @Test("joins free spans so that a large block fits where small ones were")
    func joining() throws {
        let large = try (0..<64).map { _ in try #require(canister_malloc(20_000)) }
        // First each second one, then the others: every span is joined from both sides.
        for index in stride(from: 0, to: 64, by: 2) { canister_free(large[index]) }
        for index in stride(from: 1, to: 64, by: 2) { canister_free(large[index]) }
        let free = canister_free_span_bytes()
        let block = try #require(canister_malloc(64 * 32_768 - 100))
        #expect(canister_free_span_bytes() < free)
        canister_free(block)
        #expect(canister_free_span_bytes() == free)
    }

    @Test("aligns as asked", arguments: [1, 8, 16, 32, 64, 256, 4_096, 8_192])
    func alignment(alignment: Int) throws {
        let block = try #require(canister_aligned_alloc(alignment, 40))
        #expect(UInt(bitPattern: block) % UInt(alignment) == 0)
        block.initializeMemory(as: UInt8.self, repeating: 1, count: 40)
        canister_free(block)
    }

    @Test("keeps the bytes of a block that is made larger or smaller")
    func reallocation() throws {
        var block = try #require(canister_realloc(nil, 10))
        block.initializeMemory(as: UInt8.self, repeating: 7, count: 10)
        for size in [20, 100, 5_000, 50_000, 3_000, 64, 10] {
            block = try #require(canister_realloc(block, size))
            let bytes = UnsafeRawBufferPointer(start: block, count: 10)
            #expect(bytes.allSatisfy { $0 == 7 }, "\(size) bytes")
        }
        canister_free(block)
    }

    @Test("clears what calloc gives, also where other bytes were")
    func clearing() throws {
        let old = try #require(canister_malloc(300))
        old.initializeMemory(as: UInt8.self, repeating: 0xff, count: 300)
        canister_free(old)
        let block = try #require(canister_calloc(30, 10))
        #expect(UnsafeRawBufferPointer(start: block, count: 300).allSatisfy { $0 == 0 })
        canister_free(block)
        canister_free(nil)
    }
}
