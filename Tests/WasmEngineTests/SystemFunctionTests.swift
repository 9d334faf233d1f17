import CanisterExecution
import Testing
import WasmModule

@testable import WasmEngine

@Suite("System functions called from WebAssembly")
struct SystemFunctionTests {
    static let module = """
        (module
          (import "ic0" "msg_arg_data_size" (func $argumentSize (result i32)))
          (import "ic0" "msg_arg_data_copy" (func $argumentCopy (param i32 i32 i32)))
          (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
          (import "ic0" "msg_reply" (func $reply))
          (import "ic0" "trap" (func $trap (param i32 i32)))
          (import "ic0" "performance_counter" (func $counter (param i32) (result i64)))
          (import "ic0" "stable64_grow" (func $stableGrow (param i64) (result i64)))
          (import "ic0" "stable64_write" (func $stableWrite (param i64 i64 i64)))
          (import "ic0" "stable64_read" (func $stableRead (param i64 i64 i64)))
          (memory 1)
          (data (i32.const 0) "no more")
          (func $copyArgument (call $argumentCopy (i32.const 1000) (i32.const 0) (call $argumentSize)))
          (func (export "canister_update echo")
            (call $copyArgument)
            (call $append (i32.const 1000) (call $argumentSize))
            (call $reply))
          (func (export "canister_update trap")
            (call $copyArgument)
            (call $trap (i32.const 0) (i32.const 7)))
          (func (export "canister_update beyond")
            (call $argumentCopy (i32.const -2) (i32.const 0) (i32.const 4)))
          (func (export "canister_update appendBeyond")
            (call $append (i32.const 65535) (i32.const 2)))
          (func (export "canister_update stable")
            (if (i64.ne (call $stableGrow (i64.const 2)) (i64.const 0)) (then unreachable))
            (call $stableWrite (i64.const 70000) (i64.const 0) (i64.const 7))
            (call $stableRead (i64.const 2000) (i64.const 70000) (i64.const 7))
            (call $append (i32.const 2000) (i32.const 7))
            (call $reply))
          (func (export "canister_update count") (local $i i32)
            (i64.store (i32.const 0) (call $counter (i32.const 0)))
            (loop $again
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br_if $again (i32.lt_u (local.get $i) (i32.const 10))))
            (i64.store (i32.const 8) (call $counter (i32.const 0)))
            (call $append (i32.const 0) (i32.const 16))
            (call $reply)))
        """

    private func run(
        _ method: String, argument: [UInt8] = [], in guest: WasmGuest
    ) throws -> (execution: Execution, instructions: UInt64) {
        let execution = makeExecution(argument: argument)
        return (execution, try guest.run(.entryPoint("canister_update \(method)"), in: execution))
    }

    @Test("are those that modules may import, but for the minting of cycles")
    func names() {
        let minting: Set = ["mint_cycles", "mint_cycles128"]
        #expect(SystemFunction.allCases.map(\.name).sorted() == SystemAPIFunctions.names.filter { !minting.contains($0) })
    }

    @Test("pass bytes both ways")
    func echo() throws {
        let guest = try makeGuest(Self.module)
        for argument in [[], [1, 2, 3], [UInt8](repeating: 9, count: 30_000)] as [[UInt8]] {
            #expect(try run("echo", argument: argument, in: guest).execution.effects.response == .reply(argument))
        }
    }

    @Test("write what a rollback undoes")
    func rollback() throws {
        let guest = try makeGuest(Self.module)
        let trap = try #require(throws: Trap.self) { try run("trap", argument: [1, 2, 3], in: guest) }
        #expect(trap == Trap(.calledTrap, "no more"))
        #expect(try guest.memory?.read(from: 1000, count: 3) == [1, 2, 3])
        guest.rollBack()
        #expect(try guest.memory?.read(from: 1000, count: 3) == [0, 0, 0])
    }

    @Test("trap where a range leaves the heap", arguments: ["beyond", "appendBeyond"])
    func outOfBounds(method: String) throws {
        let guest = try makeGuest(Self.module)
        let trap = try #require(throws: Trap.self) { try run(method, argument: [1, 2, 3, 4], in: guest) }
        #expect(trap.code == .contractViolation)
        #expect(trap.message.contains("heap out of bounds"))
    }

    @Test("take 64-bit numbers")
    func stableMemory() throws {
        let guest = try makeGuest(Self.module)
        #expect(try run("stable", in: guest).execution.effects.response == .reply(Array("no more".utf8)))
    }

    @Test("tell the instructions used so far, inside a run")
    func performanceCounter() throws {
        let guest = try makeGuest(Self.module)
        let (execution, instructions) = try run("count", in: guest)
        guard case .reply(let bytes) = execution.effects.response else {
            Issue.record("there is no reply")
            return
        }
        let counts = [0, 8].map { start in
            bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        // A store, 80 operators of the loop, two constants and the second call.
        #expect(counts[1] - counts[0] == 84)
        #expect(counts[0] > 0 && counts[1] < instructions)
        guest.rollBack()
        #expect(try run("count", in: guest).execution.effects.response == .reply(bytes))
    }
}
