import CanisterExecution
import Testing

@Suite("What system functions do, against the limits")
struct MeteringTests {
    private func machine(limit: UInt64, _ change: (inout ResourceLimits) -> Void = { _ in }) -> Machine {
        var limits = ResourceLimits()
        limits.updateInstructions = limit
        change(&limits)
        return bench(limits: limits)
    }

    @Test("each call counts for 100 instructions, and ends the execution beyond the limit")
    func calls() throws {
        let machine = machine(limit: 1_000)
        for _ in 0..<10 { try machine.call(.time) }
        let trap = trap { () throws(Trap) in try machine.call(.time) }
        #expect(trap == .instructionLimit(1_000))
        #expect(trap?.message == "the execution exceeded its limit of 1000 instructions")
        #expect(machine.execution.systemInstructions == 1_100)
    }

    @Test("each byte that is copied counts for one, in and out")
    func bytes() throws {
        let machine = machine(limit: 1_000_000)
        try machine.call(.stable64Grow, 1)
        #expect(machine.execution.systemInstructions == 100)
        try machine.call(.stable64Write, 0, 0, 5_000)
        #expect(machine.execution.systemInstructions == 5_200)
        try machine.call(.stable64Read, 0, 0, 3_000)
        #expect(machine.execution.systemInstructions == 8_300)
        try machine.append([UInt8](repeating: 1, count: 2_000))
        #expect(machine.execution.systemInstructions == 10_400)
        try machine.call(.canisterCycleBalance128, 0)
        #expect(machine.execution.systemInstructions == 10_516)
    }

    @Test("what is over the limit is not copied")
    func nothingCopied() throws {
        let machine = machine(limit: 10_000)
        try machine.call(.stable64Grow, 1)
        try machine.call(.stable64Write, 0, machine.memory.put([7]), 1)
        let limit = Trap.instructionLimit(10_000)
        #expect(trap { () throws(Trap) in try machine.call(.stable64Read, 40_000, 0, 20_000) } == limit)
        #expect(machine.memory.bytes[40_000] == 0)
        #expect(trap { () throws(Trap) in try machine.call(.stable64Write, 0, 0, 20_000) } == limit)
    }

    @Test("what lies outside of the memory is refused for that, and counts for no bytes")
    func outside() throws {
        let machine = machine(limit: 100_000)
        try machine.call(.stable64Grow, 8)
        let before = machine.execution.systemInstructions
        for (function, arguments) in [
            (.msgReplyDataAppend, (1, 65_536)), (.certifiedDataSet, (.max, 2)), (.isController, (65_530, 20)),
        ] as [(SystemFunction, (UInt64, UInt64))] {
            let trap = trap { () throws(Trap) in try machine.call(function, arguments.0, arguments.1) }
            #expect(trap?.code == .wasmTrap, "\(function)")
        }
        #expect(trap { () throws(Trap) in try machine.call(.stable64Read, 1, 0, 65_536) }?.code == .wasmTrap)
        #expect(machine.execution.systemInstructions == before + 400)
    }

    @Test("printing and trapping end by the limit too, and not with a text of their own")
    func texts() throws {
        let machine = machine(limit: 5_000)
        #expect(trap { () throws(Trap) in try machine.call(.debugPrint, 0, 60_000) } == .instructionLimit(5_000))
        #expect(machine.execution.debugOutput.isEmpty)
        #expect(trap { () throws(Trap) in try machine.call(.trap, 0, 60_000) } == .instructionLimit(5_000))
    }

    @Test("an execution writes to stable memory as many bytes as it may, and traps with IC0524 then")
    func stableWrites() throws {
        #expect(ResourceLimits().stableBytesWritten == 2 << 30)
        let machine = machine(limit: 10_000_000) { $0.stableBytesWritten = 100_000 }
        try machine.call(.stable64Grow, 1)
        try machine.call(.stable64Write, 0, 0, 60_000)
        try machine.call(.stable64Write, 0, 0, 40_000)
        let trap = trap { () throws(Trap) in try machine.call(.stable64Write, 0, 0, 1) }
        #expect(trap?.code == .memoryAccessLimit)
        #expect(trap?.message == "the execution wrote more than 100000 bytes to stable memory")
        #expect(trap.map { Reject($0, in: user(1)).errorCode } == .canisterMemoryAccessLimitExceeded)
    }

    @Test("none of it is told by the performance counter, or as instructions of the code")
    func counters() throws {
        let subnets = TestSubnet()
        let canister = try subnets.install([
            "canister_update count": { machine, guest throws(Trap) in
                try machine.print(String(repeating: "x", count: 1_000))
                guest.heap["counted"] = Int(try machine.call(.performanceCounter, 0))
                try machine.reply()
            }
        ])
        let outcome = subnets.subnet.call(canister.id, "count", [], from: user(7))
        // The scripts count 100 instructions of their own for each of four calls.
        #expect(canister.heap("counted") == 200)
        #expect(outcome.executions.map(\.instructions) == [400] && outcome.instructions == 400)
        #expect(outcome.executions.map(\.systemInstructions) == [1_400])
    }
}
