import CanisterExecution
import Testing
import TestSupport

@testable import WasmEngine

@Suite("Rollback")
struct RollbackTests {
    /// Traps unless memory, size and the global are as they were at the start.
    static let changing = """
        (module
          (memory 2 40)
          (global $state (mut i64) (i64.const 11))
          (data (i32.const 70000) "before")
          (func (export "canister_update change")
            (global.set $state (i64.const 22))
            (i32.store (i32.const 70000) (i32.const 0))
            (i32.store (i32.const 16) (i32.const 1)))
          (func (export "canister_update changeAndTrap")
            (global.set $state (i64.const 22))
            (i32.store (i32.const 70000) (i32.const 0))
            unreachable)
          (func (export "canister_update grow")
            (if (i32.ne (memory.grow (i32.const 3)) (i32.const 2)) (then unreachable))
            (global.set $state (i64.const 22))
            (i32.store (i32.const 70000) (i32.const 0))
            (i32.store (i32.const 327676) (i32.const -1)))
          (func (export "canister_update touchGrown")
            (if (i32.ne (memory.size) (i32.const 5)) (then unreachable))
            (if (i32.ne (i32.load (i32.const 327676)) (i32.const -1)) (then unreachable))
            (i32.store (i32.const 327676) (i32.const -2)))
          (func (export "canister_update grownIsZero")
            (if (i32.ne (memory.grow (i32.const 3)) (i32.const 2)) (then unreachable))
            (if (i32.load (i32.const 327676)) (then unreachable)))
          (func (export "canister_update readBeyond") (drop (i32.load (i32.const 131072))))
          (func (export "canister_update isChanged")
            (if (i64.ne (global.get $state) (i64.const 22)) (then unreachable))
            (if (i32.ne (i32.load (i32.const 16)) (i32.const 1)) (then unreachable)))
          (func (export "canister_update isUnchanged")
            (if (i64.ne (global.get $state) (i64.const 11)) (then unreachable))
            (if (i32.ne (memory.size) (i32.const 2)) (then unreachable))
            (if (i32.load (i32.const 16)) (then unreachable))
            (if (i32.ne (i32.load (i32.const 70000)) (i32.const 0x6f666562)) (then unreachable))))
        """

    @Test("sets back memory and globals that are not exported")
    func memoryAndGlobals() throws {
        let guest = try makeGuest(Self.changing)
        try guest.update("isUnchanged")
        for _ in 0..<3 {
            try guest.update("change")
            try guest.update("isChanged")
            guest.rollBack()
            try guest.update("isUnchanged")
        }
        #expect(try guest.trap(of: "changeAndTrap").message.hasPrefix("unreachable"))
        guest.rollBack()
        try guest.update("isUnchanged")
    }

    @Test("goes to the last commit, not further")
    func commit() throws {
        let guest = try makeGuest(Self.changing)
        try guest.update("change")
        guest.commit()
        #expect(throws: Trap.self) { try guest.update("isUnchanged") }
        guest.rollBack()
        try guest.update("isChanged")
        guest.rollBack()
        try guest.update("isChanged")
    }

    @Test("takes growth back, and what grows again is zero")
    func growth() throws {
        let guest = try makeGuest(Self.changing)
        for _ in 0..<3 {
            #expect(guest.heapSize == 2 * 65_536)
            try guest.update("grow")
            #expect(guest.heapSize == 5 * 65_536)
            guest.rollBack()
            #expect(guest.heapSize == 2 * 65_536)
            try guest.update("isUnchanged")
            #expect(try guest.trap(of: "readBeyond").message.hasPrefix("heap out of bounds"))
            guest.rollBack()
            try guest.update("grownIsZero")
            guest.rollBack()
        }
    }

    @Test("reaches memory that was grown and committed")
    func committedGrowth() throws {
        let guest = try makeGuest(Self.changing)
        try guest.update("grow")
        guest.commit()
        for _ in 0..<2 {
            try guest.update("touchGrown")
            guest.rollBack()
        }
        #expect(guest.heapSize == 5 * 65_536)
    }

    @Test("undoes an instantiation")
    func instantiation() throws {
        let engine = try WasmEngine(library: WasmtimeLibrary.openDefault())
        let guest = try makeGuest(Self.changing, engine: engine)
        try guest.update("change")
        guest.commit()
        try guest.instantiate(in: makeExecution(.start))
        #expect(engine.liveInstances == 2)
        try guest.update("isUnchanged")
        guest.rollBack()
        #expect(engine.liveInstances == 1)
        try guest.update("isChanged")
        try guest.instantiate(in: makeExecution(.start))
        guest.commit()
        #expect(engine.liveInstances == 1)
        try guest.update("isUnchanged")
    }

    @Test("of the first instantiation leaves nothing")
    func firstInstantiation() throws {
        let guest = try makeEmptyGuest(Self.changing)
        try guest.instantiate(in: makeExecution(.start))
        guest.rollBack()
        #expect(guest.heapSize == 0)
        #expect(try guest.trap(of: "change").message.contains("instantiated"))
    }

    @Test("is whole after a start function that trapped")
    func trappingStart() throws {
        let engine = try WasmEngine(library: WasmtimeLibrary.openDefault())
        let guest = try makeEmptyGuest("(module (memory 1) (func $start unreachable) (start $start))", engine: engine)
        let trap = try #require(throws: Trap.self) { try guest.instantiate(in: makeExecution(.start)) }
        #expect(trap.message.hasPrefix("unreachable"))
        guest.rollBack()
        #expect(engine.liveInstances == 0)
    }

    @Test("equals a model after many random writes, commits and rollbacks")
    func randomWrites() throws {
        let guest = try makeGuest(Self.writing)
        var random = SplitMix64(seed: 7)
        var committed: [Int: UInt8] = [:]
        var touched: Set<Int> = []
        for round in 0..<60 {
            var present = committed
            for _ in 0..<(1 + random.next() % 40) {
                let address = Int(random.next() % (64 * 65_536))
                let value = UInt8(truncatingIfNeeded: random.next())
                try guest.callback(0, address: address, value: value)
                present[address] = value
                touched.insert(address)
            }
            if round % 3 == 0 {
                guest.commit()
                committed = present
            } else {
                guest.rollBack()
            }
        }
        #expect(touched.count > 600)
        for address in touched {
            #expect(throws: Never.self) {
                try guest.callback(1, address: address, value: committed[address] ?? 0)
            }
        }
    }

    /// Callback 0 writes a byte, callback 1 traps if a byte is another.
    static let writing = """
        (module
          (memory 64)
          (table 2 funcref)
          (elem (i32.const 0) $write $expect)
          (global $value (mut i32) (i32.const 0))
          (func $write (param $packed i32)
            ;; 24 bits of address, 8 bits of value.
            (i32.store8 (i32.shr_u (local.get $packed) (i32.const 8)) (local.get $packed)))
          (func $expect (param $packed i32)
            (if (i32.ne
                  (i32.load8_u (i32.shr_u (local.get $packed) (i32.const 8)))
                  (i32.and (local.get $packed) (i32.const 255)))
              (then unreachable))))
        """
}

extension WasmGuest {
    /// Runs a callback of ``RollbackTests/writing``.
    func callback(_ index: UInt64, address: Int, value: UInt8) throws {
        let packed = UInt64(address << 8) | UInt64(value)
        _ = try run(.callback(function: index, environment: packed), in: makeExecution(.replyCallback))
    }
}
