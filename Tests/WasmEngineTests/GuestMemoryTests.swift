import CanisterExecution
import Testing

@testable import WasmEngine

@Suite("The heap as system functions see it")
struct GuestMemoryTests {
    static let module = """
        (module
          (memory 1 1)
          (data (i32.const 100) "hello")
          (func (export "canister_update isHello")
            (if (i32.ne (i32.load (i32.const 100)) (i32.const 0x6c6c6568)) (then unreachable)))
          (func (export "canister_update isJ")
            (if (i32.ne (i32.load8_u (i32.const 100)) (i32.const 74)) (then unreachable))))
        """

    @Test("gives and takes bytes")
    func readAndWrite() throws {
        let guest = try makeGuest(Self.module)
        let memory = try #require(guest.memory)
        #expect(try memory.read(from: 100, count: 5) == Array("hello".utf8))
        try memory.write(Array("_J".utf8)[1...], to: 100)
        try guest.update("isJ")
        #expect(try memory.read(from: 99, count: 3) == [0, 74, 101])
    }

    @Test("is rolled back where a system function wrote")
    func rollback() throws {
        let guest = try makeGuest(Self.module)
        let memory = try #require(guest.memory)
        let before = guest.undoWork
        try memory.write([74], to: 100)
        // A write of the host saves by itself and needs no fault; this one spans two granules.
        try memory.write([1, 2], to: UndoWork.granule - 1)
        #expect(guest.undoWork.since(before).faults == 0)
        #expect(guest.undoWork.since(before).bytesSaved == 2 * UndoWork.granule)
        guest.rollBack()
        try guest.update("isHello")
        #expect(try memory.read(from: UndoWork.granule - 1, count: 2) == [0, 0])
        try memory.write([74], to: 100)
        guest.commit()
        try guest.update("isJ")
    }

    @Test("has bounds, and sums that would wrap are out of them", arguments: [
        (65_536, 1), (65_535, 2), (0, 65_537), (UInt64.max, 1), (1, UInt64.max), (UInt64.max, UInt64.max), (1 << 32, 0),
    ] as [(UInt64, UInt64)])
    func outOfBounds(address: UInt64, count: UInt64) throws {
        let memory = try #require(makeGuest(Self.module).memory)
        let trap = try #require(throws: Trap.self) { try memory.read(from: address, count: count) }
        #expect(trap.code == .contractViolation)
        #expect(trap.message.contains("address \(address)"))
        #expect(trap.message.contains("65536"))
        if count < 100_000 {
            let bytes = [UInt8](repeating: 1, count: Int(count))[...]
            #expect(throws: Trap.self) { try memory.write(bytes, to: address) }
        }
    }

    @Test("ends with an empty range that is still within it")
    func emptyAtTheEnd() throws {
        let memory = try #require(makeGuest(Self.module).memory)
        #expect(try memory.read(from: 65_536, count: 0) == [])
        try memory.write([], to: 65_536)
        #expect(try memory.read(from: 0, count: 65_536).count == 65_536)
    }

    @Test("is empty in a module without one")
    func noMemory() throws {
        let guest = try makeGuest("(module (func (export \"canister_update nothing\")))")
        let memory = try #require(guest.memory)
        #expect(guest.heapSize == 0)
        #expect(try memory.read(from: 0, count: 0) == [])
        #expect(throws: Trap.self) { try memory.read(from: 0, count: 1) }
        try guest.update("nothing")
        guest.rollBack()
    }
}
