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
            let guest = try makeGuest(UndoWorkTests.touching(pages: 16))
            let page = 4096
            let count = 2 * 1024 * 1024
            let reserved = mmap(nil, count * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
            guard let reserved, reserved != MAP_FAILED else { return }
            // Each second page of its own protection, until there is no mapping left for one more.
            var last = 1
            while last < count, mprotect(reserved + last * page, page, PROT_READ) == 0 { last += 2 }
            // What is set back here is one mapping for the allocator, too few for a split.
            munmap(reserved + (last - 2) * page, (count - last + 2) * page)

            let before = guest.undoWork
            let write = Activation.callback(function: 0, environment: 3)
            _ = try guest.run(write, in: makeExecution(.replyCallback))
            let work = guest.undoWork.since(before)
            guest.rollBack()
            let bytes = try guest.memory?.read(from: 0, count: 3 * UndoWork.granule)
            munmap(reserved, count * page)
            // On a machine without a limit there is nothing to see.
            let isSaved = last >= count || (work.wholeSaves == 1 && work.bytesSaved == guest.heapSize)
            exit(isSaved && bytes?.allSatisfy { $0 == 0 } == true ? EXIT_SUCCESS : EXIT_FAILURE)
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
