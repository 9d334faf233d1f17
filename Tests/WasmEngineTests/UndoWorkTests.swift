import CanisterExecution
import Testing

@testable import WasmEngine

@Suite("The cost of a rollback")
struct UndoWorkTests {
    /// Callback 0 writes a word to each of so many granules, callback 1 only reads them.
    static func touching(pages: Int) -> String {
        """
        (module
          (memory \(pages))
          (table 2 funcref)
          (elem (i32.const 0) $write $read)
          (func $write (param $count i32) (local $address i32)
            (loop $again
              (i32.store (local.get $address) (i32.const -1))
              (local.set $address (i32.add (local.get $address) (i32.const 16384)))
              (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
          (func $read (param $count i32) (local $address i32)
            (loop $again
              (drop (i32.load (local.get $address)))
              (local.set $address (i32.add (local.get $address) (i32.const 16384)))
              (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
          (func (export "canister_update grow") (drop (memory.grow (i32.const 16)))))
        """
    }

    private func run(_ callback: UInt64, _ count: Int, in guest: WasmGuest) throws {
        _ = try guest.run(
            .callback(function: callback, environment: UInt64(count)), in: makeExecution(.replyCallback))
    }

    /// 16 MiB and 1 GiB.
    @Test("is what was touched, whatever the size of the heap", arguments: [256, 16_384], [17, 100, 1000])
    func proportional(pages: Int, granules: Int) throws {
        let guest = try makeGuest(Self.touching(pages: pages))
        #expect(guest.heapSize == UInt64(pages) * 65_536)
        let bytes = UInt64(granules) * UndoWork.granule

        var before = guest.undoWork
        try run(0, granules, in: guest)
        guest.rollBack()
        var work = guest.undoWork.since(before)
        #expect(work.faults == UInt64(granules))
        #expect(work.bytesSaved == bytes)
        #expect(work.bytesRestored == bytes)
        // One for each fault, one to protect all of it again.
        #expect(work.protections == UInt64(granules) + 1)
        #expect(work.wholeSaves == 0)

        before = guest.undoWork
        try run(0, granules, in: guest)
        guest.commit()
        work = guest.undoWork.since(before)
        #expect(work.bytesSaved == bytes)
        #expect(work.bytesRestored == 0)
        #expect(work.protections == UInt64(granules) + 1)
    }

    @Test("is no fault and no system call for what the run before wrote too, if that was little")
    func hot() throws {
        let guest = try makeGuest(Self.touching(pages: 256))
        let granules = Int(UndoWork.hotBytes / UndoWork.granule)
        var before = guest.undoWork
        try run(0, granules, in: guest)
        guest.rollBack()
        var work = guest.undoWork.since(before)
        #expect(work.faults == UInt64(granules))
        #expect(work.bytesRestored == UndoWork.hotBytes)

        for _ in 0..<3 {
            before = guest.undoWork
            try run(0, granules, in: guest)
            #expect(guest.undoWork == before)
            guest.rollBack()
            work = guest.undoWork.since(before)
            #expect(work.bytesRestored == UndoWork.hotBytes)
            #expect(work.protections == 0)
        }
        before = guest.undoWork
        try run(0, granules, in: guest)
        guest.commit()
        work = guest.undoWork.since(before)
        #expect(work.bytesSaved == UndoWork.hotBytes)
        #expect(work.protections == 0)

        // Committed as it stands: the same words written again change nothing.
        before = guest.undoWork
        try run(0, granules, in: guest)
        guest.rollBack()
        #expect(guest.undoWork.since(before).bytesRestored == 0)
    }

    @Test("ends for what no run writes any more")
    func cooling() throws {
        let guest = try makeGuest(Self.touching(pages: 256))
        try run(0, 3, in: guest)
        guest.commit()
        var before = guest.undoWork
        for number in 0..<UndoWork.idleEnds {
            try run(1, 3, in: guest)
            if number.isMultiple(of: 2) { guest.commit() } else { guest.rollBack() }
        }
        let work = guest.undoWork.since(before)
        #expect(work.bytesCompared == UInt64(UndoWork.idleEnds) * 3 * UndoWork.granule)
        #expect(work.protections == 1)
        before = guest.undoWork
        guest.commit()
        guest.rollBack()
        #expect(guest.undoWork == before)
        try run(0, 3, in: guest)
        #expect(guest.undoWork.since(before).faults == 3)
    }

    @Test("is nothing for a run that only reads")
    func reading() throws {
        let guest = try makeGuest(Self.touching(pages: 256))
        let before = guest.undoWork
        try run(1, 1000, in: guest)
        guest.rollBack()
        try run(1, 1000, in: guest)
        guest.commit()
        #expect(guest.undoWork == before)
    }

    @Test("counts a granule once, however often it is written")
    func writtenTwice() throws {
        let guest = try makeGuest(Self.touching(pages: 256))
        let before = guest.undoWork
        for _ in 0..<5 { try run(0, 10, in: guest) }
        guest.rollBack()
        #expect(guest.undoWork.since(before).bytesSaved == 10 * UndoWork.granule)
    }

    @Test("has units that grow with a run's writes, so the system's mappings do not run out")
    func growingUnits() throws {
        // 256 MiB
        let guest = try makeGuest(Self.touching(pages: 4096))
        let granules = 4096 * 65_536 / Int(UndoWork.granule)
        #expect(granules == 16_384)
        let before = guest.undoWork
        try run(0, granules, in: guest)
        let work = guest.undoWork.since(before)
        #expect(work.bytesSaved == guest.heapSize)
        // 2,048 of 16 KiB, as many of 32, as many of 64, the rest of 128.
        #expect(work.faults == 3 * 2048 + 256)
        #expect(work.wholeSaves == 0)
        guest.rollBack()
        #expect(guest.undoWork.since(before).bytesRestored == guest.heapSize)
        // All of it is protected again, and saved in the smallest unit.
        try run(0, 1, in: guest)
        #expect(guest.undoWork.since(before).bytesSaved == guest.heapSize + UndoWork.granule)
    }

    @Test("of growth is not that of what the heap grew by")
    func growth() throws {
        let guest = try makeGuest(Self.touching(pages: 16))
        let before = guest.undoWork
        try guest.update("grow")
        guest.rollBack()
        let work = guest.undoWork.since(before)
        #expect(work.bytesSaved == 0)
        #expect(work.bytesRestored == 0)
        // Made accessible, and inaccessible again.
        #expect(work.protections == 2)
    }
}
