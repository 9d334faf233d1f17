import CanisterExecution
import Foundation
import Testing

@testable import WasmEngine

@Suite("The machine's limits")
struct MachineLimitTests {
    @Test("Faults that are not a guest's still end the process")
    func passedOn() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            let guest = try makeGuest(RollbackTests.changing)
            try guest.update("change")
            guest.rollBack()
            UnsafeMutablePointer<UInt8>(bitPattern: 16)?.pointee = 1
        }
    }

    /// Where a process has as many mappings as the system lets it have, a heap cannot be split to log a part of it.
    @Test("A heap is saved as a whole where no mappings are left")
    func mappingsExhausted() async {
        await #expect(processExitsWith: .success) {
            let guest = try makeGuest(RollbackTests.writing)
            // What is made at the first run is made now.
            try guest.callback(0, address: 0, value: 5)
            guest.rollBack()
            let page = 4096
            let count = 2 * 1024 * 1024
            let reserved = mmap(nil, count * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
            guard let reserved, reserved != MAP_FAILED else { return }
            // Each second page gets a protection of its own, until the two mappings that one more takes are not left.
            var last = 1
            while last < count, mprotect(reserved + last * page, page, PROT_READ) == 0 { last += 2 }

            // In the middle of the heap a split takes two as well.
            let before = guest.undoWork
            let address = 2 * 1024 * 1024
            try guest.callback(0, address: address, value: 5)
            let work = guest.undoWork.since(before)
            let written = try guest.memory?.read(from: UInt64(address), count: 1)
            guest.rollBack()
            let restored = try guest.memory?.read(from: UInt64(address), count: 1)
            munmap(reserved, count * page)
            // On a machine without a limit there is nothing to see.
            // The granule of the first run was saved already.
            let isSaved =
                last >= count
                || (work.wholeSaves == 1 && work.bytesSaved == guest.heapSize - UndoWork.granule)
            exit(isSaved && written == [5] && restored == [0] ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    @Test("A thread with too small a stack is refused, not overrun")
    func smallStack() async throws {
        let module = try WasmEngine.shared().assemble(RollbackTests.changing)
        let message = await withCheckedContinuation { continuation in
            let thread = Thread {
                do {
                    let guest = try WasmGuest(engine: .shared(), module: module)
                    try guest.instantiate(in: makeExecution(.start))
                    continuation.resume(returning: "it ran")
                } catch {
                    continuation.resume(returning: "\(error)")
                }
            }
            thread.stackSize = 1024 * 1024
            thread.start()
        }
        #expect(message.contains("too small a stack"))
    }
}
