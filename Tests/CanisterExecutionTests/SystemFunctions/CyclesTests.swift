import CanisterExecution
import Testing

@Suite("Cycles")
struct CyclesTests {
    private static let large = UInt128(1) << 70

    @Test("accepting moves what is available, and no more")
    func accepts() throws {
        let machine = bench(message: { $0.cyclesAvailable = 100 })
        #expect(try machine.call(.msgCyclesAvailable) == 100)
        #expect(try machine.call(.msgCyclesAccept, 30) == 30)
        try machine.call(.msgCyclesAccept128, 1, 0, 64)
        #expect(machine.readCycles(at: 64) == 70)
        #expect(try machine.cycles(.msgCyclesAvailable128) == 0)
        #expect(try machine.call(.canisterCycleBalance) == 1_100)
    }

    @Test("after the response nothing can be accepted")
    func acceptsNothingAfterwards() throws {
        let machine = bench(message: { $0.cyclesAvailable = 100 })
        try machine.reply()
        #expect(try machine.call(.msgCyclesAvailable) == 0)
        #expect(try machine.call(.msgCyclesAccept, 30) == 0)
        #expect(machine.execution.effects.cyclesAvailable == 100)
    }

    @Test("64-bit functions trap for what does not fit, 128-bit ones do not")
    func widths() throws {
        let machine = bench(
            .replyCallback, canister: { $0.cycles = Self.large },
            message: {
                $0.cyclesAvailable = Self.large
                $0.cyclesRefunded = Self.large
            })
        for function in [SystemFunction.msgCyclesAvailable, .msgCyclesRefunded, .canisterCycleBalance] {
            #expect(trap { () throws(Trap) in try machine.call(function) }?.code == .contractViolation)
        }
        for function in [
            SystemFunction.msgCyclesAvailable128, .msgCyclesRefunded128, .canisterCycleBalance128,
            .canisterLiquidCycleBalance128,
        ] {
            #expect(try machine.cycles(function) == Self.large)
        }
    }

    @Test("burning takes at most the balance")
    func burns() throws {
        let machine = bench()
        try machine.call(.cyclesBurn128, 0, 400, 64)
        #expect(machine.readCycles(at: 64) == 400)
        try machine.call(.cyclesBurn128, 1, 0, 64)
        #expect(machine.readCycles(at: 64) == 600)
        #expect(machine.execution.effects.cycles == 0)
    }

    @Test("costs: zero, with the arguments checked")
    func costs() throws {
        let machine = bench()
        machine.memory.bytes.replaceSubrange(64..<80, with: [UInt8](repeating: 7, count: 16))
        let key = machine.memory.put([UInt8]("key_1".utf8))
        #expect(try machine.call(.costSignWithEcdsa, key, 5, 1, 64) == 1)
        #expect(try machine.call(.costSignWithEcdsa, key, 4, 0, 64) == 2)
        #expect(machine.readCycles(at: 64) != 0)
        #expect(try machine.call(.costSignWithSchnorr, key, 5, 1, 64) == 0)
        #expect(machine.readCycles(at: 64) == 0)
        #expect(trap { () throws(Trap) in try machine.call(.costCall, 1, 2, 65_530) }?.code == .wasmTrap)
    }
}
