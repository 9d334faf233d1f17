import CanisterExecution
import Testing
import TestSupport

@testable import WasmEngine

@Suite("Checkpoints of a guest")
struct CheckpointTests {
    private func freshGuest() throws -> WasmGuest { try makeEmptyGuest(RollbackTests.changing) }

    @Test("restore heap, size and globals in another guest")
    func wholeState() throws {
        let guest = try makeGuest(RollbackTests.changing)
        try guest.update("change")
        try guest.update("grow")
        guest.commit()
        let checkpoint = try #require(guest.takeChanges())
        #expect(checkpoint.isWhole)
        #expect(checkpoint.heapSize == 5 * 65_536)

        let other = try freshGuest()
        try other.restore(checkpoint)
        try other.update("isChanged")
        try other.update("touchGrown")
        other.rollBack()
        try other.update("touchGrown")
        #expect(try other.memory?.read(from: 0, count: 327_676) == guest.memory?.read(from: 0, count: 327_676))
    }

    @Test("name the blocks that are not zero, and then those that changed")
    func changes() throws {
        let guest = try makeGuest(RollbackTests.changing)
        // The data segment lies at 70,000.
        #expect(guest.takeChanges()?.blocks.map(\.index) == [4])
        #expect(guest.takeChanges()?.blocks == [])
        try guest.update("change")
        #expect(guest.takeChanges()?.blocks == [])
        guest.commit()
        let next = try #require(guest.takeChanges())
        #expect(!next.isWhole)
        #expect(next.blocks.map(\.index) == [0, 4])
        // Of "before" the last two letters are left.
        #expect(next.blocks[1].bytes[4464..<4470] == [0, 0, 0, 0, 114, 101])
        _ = try guest.trap(of: "changeAndTrap")
        guest.rollBack()
        guest.commit()
        // Writable still, but not written.
        #expect(guest.takeChanges()?.blocks == [])
    }

    @Test("follow each other: merged ones are as good as a whole one")
    func merging() throws {
        let guest = try makeGuest(RollbackTests.writing)
        var kept = try #require(guest.takeChanges())
        var random = SplitMix64(seed: 11)
        var values: [Int: UInt8] = [:]
        for _ in 0..<10 {
            for _ in 0..<20 {
                let address = Int(random.next() % (64 * 65_536))
                // Often zero, so that some blocks become zero again.
                let value = UInt8(random.next() % 2)
                try guest.callback(0, address: address, value: value)
                values[address] = value
            }
            guest.commit()
            kept.merge(try #require(guest.takeChanges()))
        }
        let other = try makeEmptyGuest(RollbackTests.writing)
        try other.restore(kept)
        for (address, value) in values { try other.callback(1, address: address, value: value) }
        // Nothing is new to who restored it.
        #expect(other.takeChanges()?.blocks == [])
        try guest.instantiate(in: makeExecution(.start))
        guest.commit()
        #expect(guest.takeChanges()?.isWhole == true)
    }

    @Test("are zero where they name no block, whatever the module's data say")
    func zeroedData() throws {
        let guest = try freshGuest()
        let empty = GuestCheckpoint(
            isWhole: true, heapSize: 2 * 65_536, blocks: [], globals: [[UInt8](repeating: 0, count: 16)])
        try guest.restore(empty)
        #expect(try guest.memory?.read(from: 70_000, count: 6) == [0, 0, 0, 0, 0, 0])
    }

    @Test("of another module, or a part of one, are refused and change nothing")
    func refused() throws {
        let guest = try makeGuest(RollbackTests.changing)
        let whole = try #require(guest.takeChanges())
        var part = whole
        part.isWhole = false
        var smaller = whole
        smaller.heapSize = 65_536
        var larger = whole
        larger.heapSize = 41 * 65_536
        var odd = whole
        odd.heapSize += 1
        var beyond = whole
        beyond.blocks.append(.init(index: 8, bytes: []))
        var short = whole
        short.blocks = [.init(index: 0, bytes: [1])]
        var globals = whole
        globals.globals = []
        var narrow = whole
        narrow.globals = [[1]]
        for wrong in [part, smaller, larger, odd, beyond, short, globals, narrow] {
            #expect(throws: Trap.self) { try guest.restore(wrong) }
            try guest.update("isUnchanged")
        }
    }
}
