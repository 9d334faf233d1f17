import CanisterExecution
import Testing

@testable import WasmEngine

@Suite("Instruction counts")
struct InstructionCountTests {
    static let counting = """
        (module
          (memory 1)
          (func (export "canister_update nothing"))
          (func (export "canister_update three") (drop (i32.add (i32.const 1) (i32.const 2))))
          (func (export "canister_update fill") (memory.fill (i32.const 0) (i32.const 7) (i32.const 1000)))
          (func (export "canister_update loop") (local $i i32)
            (loop $again
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br_if $again (i32.lt_u (local.get $i) (i32.const 10)))))
          (func (export "canister_update forever") (loop $again (br $again))))
        """

    @Test("are one an operator, and the same each time")
    func exactAndRepeatable() throws {
        let guest = try makeGuest(Self.counting)
        let nothing = try guest.update("nothing")
        // To enter a function counts as well.
        #expect(nothing == 1)
        // Two constants and one addition; `drop` is free.
        #expect(try guest.update("three") - nothing == 3)
        // 8 operators in each of ten rounds.
        #expect(try guest.update("loop") - nothing == 80)
        #expect(try guest.update("loop") - nothing == 80)
        let another = try makeGuest(Self.counting)
        #expect(try another.update("loop") - nothing == 80)
    }

    @Test("rise by one a byte that memory.fill writes")
    func bulkMemory() throws {
        let guest = try makeGuest(Self.counting)
        // Three constants, the operator, and 1,000 bytes.
        #expect(try guest.update("fill") - guest.update("nothing") == 1004)
    }

    @Test("end an execution at its limit, and tell how many were used")
    func limit() throws {
        let guest = try makeGuest(Self.counting)
        let execution = makeExecution(limit: 100_000)
        let trap = try #require(throws: Trap.self) {
            try guest.run(.entryPoint("canister_update forever"), in: execution)
        }
        #expect(trap.code == .instructionLimit)
        #expect(trap.message.contains("100000"))
        #expect(execution.instructionCounter?() == 100_000)
        guest.rollBack()
        #expect(try guest.update("loop") == makeGuest(Self.counting).update("loop"))
    }

    @Test("of several runs of one execution share its limit")
    func sharedLimit() throws {
        let guest = try makeGuest(Self.counting)
        let loop = try guest.update("loop")
        let execution = makeExecution(limit: 2 * loop + loop / 2)
        for _ in 0..<2 {
            #expect(try guest.run(.entryPoint("canister_update loop"), in: execution) == loop)
        }
        #expect(execution.instructionCounter?() == 2 * loop)
        let trap = try #require(throws: Trap.self) {
            try guest.run(.entryPoint("canister_update loop"), in: execution)
        }
        #expect(trap.code == .instructionLimit)
    }

    @Test("leave out what system functions do, which ends an execution at the limit all the same")
    func systemFunctions() throws {
        let guest = try makeGuest(
            """
            (module
              (import "ic0" "stable64_grow" (func $grow (param i64) (result i64)))
              (import "ic0" "stable64_read" (func $read (param i64 i64 i64)))
              (memory 16)
              (func (export "canister_update copy")
                (drop (call $grow (i64.const 16)))
                (loop $again
                  (call $read (i64.const 0) (i64.const 0) (i64.const 1000000))
                  (br $again))))
            """)
        let execution = makeExecution(limit: 10_000_000)
        let trap = try #require(throws: Trap.self) {
            try guest.run(.entryPoint("canister_update copy"), in: execution)
        }
        #expect(trap == .instructionLimit(10_000_000))
        #expect(try #require(execution.instructionCounter?()) < 200)
        #expect(execution.systemInstructions > 10_000_000)
    }

    @Test("include the start function")
    func startFunction() throws {
        let guest = try makeEmptyGuest(
            """
            (module
              (func $start (drop (i32.add (i32.const 1) (i32.const 2))))
              (start $start))
            """)
        let execution = makeExecution(.start)
        try guest.instantiate(in: execution)
        #expect(try #require(execution.instructionCounter?()) >= 3)
    }
}
