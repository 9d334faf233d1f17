import CanisterExecution
import Foundation
import Testing

@testable import WasmEngine

@Suite("Faults that are not a guest's")
struct FaultTests {
    @Test("still end the process")
    func passedOn() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            let guest = try makeGuest(RollbackTests.changing)
            try guest.update("change")
            guest.rollBack()
            UnsafeMutablePointer<UInt8>(bitPattern: 16)?.pointee = 1
        }
    }
}
