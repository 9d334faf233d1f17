import CanisterExecution
import Testing

@testable import WasmEngine

@Suite("Callbacks by table index")
struct CallbackTests {
    static let module = """
        (module
          (memory 1)
          (table 7 funcref)
          (elem (i32.const 1) $store $two $wide $vector $result)
          (func $store (param $environment i32) (i32.store (i32.const 8) (local.get $environment)))
          (func $two (param i32 i32))
          (func $wide (param i64))
          (func $vector (param v128))
          (func $result (param i32) (result i32) (local.get 0)))
        """

    private func trap(_ index: UInt64, _ text: String = module) throws -> Trap {
        let guest = try makeGuest(text)
        return try #require(throws: Trap.self) {
            try guest.run(.callback(function: index, environment: 7), in: makeExecution(.replyCallback))
        }
    }

    @Test("get their environment")
    func environment() throws {
        let guest = try makeGuest(Self.module)
        _ = try guest.run(.callback(function: 1, environment: 0xfedc_ba98), in: makeExecution(.replyCallback))
        #expect(try guest.memory?.read(from: 8, count: 4) == [0x98, 0xba, 0xdc, 0xfe])
    }

    @Test("have environments as wide as addresses")
    func wideEnvironment() throws {
        let guest = try makeGuest(
            """
            (module
              (memory i64 1)
              (table 1 funcref)
              (elem (i32.const 0) $store)
              (func $store (param $environment i64) (i64.store (i64.const 8) (local.get $environment))))
            """)
        _ = try guest.run(
            .callback(function: 0, environment: 0x0123_4567_89ab_cdef), in: makeExecution(.replyCallback))
        #expect(try guest.memory?.read(from: 8, count: 8) == [0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01])
    }

    @Test("trap for an index without a function")
    func wrongIndices() throws {
        for index in [0, 6] as [UInt64] {
            #expect(try trap(index).message.hasPrefix("indirect call to a null function"))
        }
        for index in [7, UInt64(UInt32.max) + 2, UInt64.max] {
            #expect(try trap(index).message.hasPrefix("table out of bounds"))
        }
        #expect(try trap(0, "(module)").message.hasPrefix("table out of bounds"))
        #expect(try trap(7).code == .wasmTrap)
    }

    @Test("trap for a function of another type", arguments: [2, 3, 4, 5] as [UInt64])
    func wrongTypes(index: UInt64) throws {
        let trap = try trap(index)
        #expect(trap.code == .wasmTrap)
        #expect(trap.message.hasPrefix("the function cannot be called"))
    }
}
