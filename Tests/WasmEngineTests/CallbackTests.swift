import Testing

@testable import CanisterExecution
@testable import WasmEngine

@Suite("Callbacks by table index")
struct CallbackTests {
    static let module = """
        (module
          (memory 1)
          (table 5 funcref)
          (elem (i32.const 1) $store $two $wide)
          (func $store (param $environment i32) (i32.store (i32.const 8) (local.get $environment)))
          (func $two (param i32 i32))
          (func $wide (param i64)))
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

    @Test("trap for an index without a function, or with one of another type")
    func wrongIndices() throws {
        #expect(try trap(0).message.hasPrefix("indirect call to a null function"))
        #expect(try trap(2).message.contains("(i32 i32) -> ()"))
        #expect(try trap(3).message.contains("(i64) -> ()"))
        #expect(try trap(5).message.hasPrefix("table out of bounds"))
        #expect(try trap(UInt64.max).message.hasPrefix("table out of bounds"))
        #expect(try trap(0, "(module)").message.hasPrefix("table out of bounds"))
        #expect(try trap(5).code == .wasmTrap)
    }
}
