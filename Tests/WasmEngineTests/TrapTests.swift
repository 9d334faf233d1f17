import CanisterExecution
import Testing

@testable import WasmEngine

@Suite("Traps of a module")
struct TrapTests {
    static let trapping = """
        (module
          (memory 1)
          (table 4 funcref)
          (type $takesTwo (func (param i32 i32)))
          (type $plain (func))
          (elem (i32.const 1) $deeper)
          (func $deeper (call $deeper))
          (func (export "canister_update unreachable") unreachable)
          (func (export "canister_update load") (drop (i32.load (i32.const 65533))))
          (func (export "canister_update store") (i64.store offset=4294967295 (i32.const -1) (i64.const 1)))
          (func (export "canister_update fill") (memory.fill (i32.const 65000) (i32.const 1) (i32.const 1000)))
          (func (export "canister_update divide") (drop (i32.div_u (i32.const 1) (i32.const 0))))
          (func (export "canister_update overflow") (drop (i32.div_s (i32.const 0x80000000) (i32.const -1))))
          (func (export "canister_update convert") (drop (i32.trunc_f64_s (f64.const nan))))
          (func (export "canister_update recurse") (call $deeper))
          (func (export "canister_update null") (call_indirect (type $plain) (i32.const 0)))
          (func (export "canister_update beyond") (call_indirect (type $plain) (i32.const 4)))
          (func (export "canister_update mistyped")
            (call_indirect (type $takesTwo) (i32.const 1) (i32.const 1) (i32.const 1)))
          (func (export "canister_update fine")))
        """

    @Test(
        "say what happened",
        arguments: [
            ("unreachable", "unreachable"), ("load", "heap out of bounds"), ("store", "heap out of bounds"),
            ("fill", "heap out of bounds"), ("divide", "integer division by zero"), ("overflow", "integer overflow"),
            ("convert", "invalid conversion to integer"), ("recurse", "stack overflow"),
            ("null", "indirect call to a null function"), ("beyond", "table out of bounds"),
            ("mistyped", "indirect call to a function of another type"),
        ])
    func causes(method: String, cause: String) throws {
        let guest = try makeGuest(Self.trapping)
        let trap = try guest.trap(of: method)
        #expect(trap.code == .wasmTrap)
        #expect(trap.message == cause, "\(trap.message)")
        guest.rollBack()
        try guest.update("fine")
    }

    @Test("of the stack come at the same depth each time")
    func stackDepth() throws {
        let text = """
            (module
              (global $depth (mut i32) (i32.const 0))
              (func $deeper (global.set $depth (i32.add (global.get $depth) (i32.const 1))) (call $deeper))
              (func (export "canister_update recurse") (call $deeper)))
            """
        let counts = try (0..<3).map { _ in
            let guest = try makeGuest(text)
            let execution = makeExecution()
            let trap = try #require(throws: Trap.self) {
                try guest.run(.entryPoint("canister_update recurse"), in: execution)
            }
            #expect(trap.message.hasPrefix("stack overflow"))
            return try #require(execution.instructionCounter?())
        }
        #expect(Set(counts).count == 1)
        #expect(counts[0] > 10_000)
    }

    @Test("of a system function come back as they were thrown")
    func hostTrap() throws {
        let guest = try makeGuest(
            """
            (module
              (import "ic0" "certified_data_set" (func $set (param i32 i32)))
              (memory 1)
              (func (export "canister_query wrong") (call $set (i32.const 0) (i32.const 4))))
            """)
        let execution = makeExecution(.nonReplicatedQuery)
        let trap = try #require(throws: Trap.self) {
            try guest.run(.entryPoint("canister_query wrong"), in: execution)
        }
        #expect(trap.code == .contractViolation)
        #expect(trap.message.contains("certified_data_set"))
    }

    @Test("name a method that is not there")
    func methodNotFound() throws {
        let guest = try makeGuest(Self.trapping)
        let trap = try guest.trap(of: "absent")
        #expect(trap.code == .methodNotFound)
        #expect(trap.message.contains("canister_update absent"))
    }

    @Test("answer a run before the instantiation")
    func notInstantiated() throws {
        let guest = try makeEmptyGuest(Self.trapping)
        #expect(try guest.trap(of: "fine").message.contains("instantiated"))
    }
}
