import CanisterExecution
import Testing

@Suite("Bounds of memory and blobs")
struct BoundsTests {
    private let machine = bench(message: { $0.argument = [10, 11, 12, 13] })

    @Test("a part of a blob is copied")
    func copiesPart() throws {
        try machine.call(.msgArgDataCopy, 100, 1, 2)
        #expect(Array(machine.memory.bytes[99..<103]) == [0, 11, 12, 0])
    }

    @Test(
        "copies outside of the blob or of the memory trap",
        arguments: [
            (0, 0, 5), (0, 5, 0), (0, 4, 1), (0, .max, 1), (0, 1, .max), (65_533, 0, 4), (65_537, 0, 0), (.max, 0, 1),
        ] as [(UInt64, UInt64, UInt64)])
    func trapsOutside(destination: UInt64, offset: UInt64, size: UInt64) {
        #expect(trap { () throws(Trap) in try machine.call(.msgArgDataCopy, destination, offset, size) } != nil)
        #expect(machine.memory.bytes.allSatisfy { $0 == 0 })
    }

    @Test(
        "copies that end exactly at the end do not",
        arguments: [(0, 0, 4), (0, 4, 0), (65_532, 0, 4), (65_536, 4, 0)] as [(UInt64, UInt64, UInt64)])
    func allowsTheEnd(destination: UInt64, offset: UInt64, size: UInt64) throws {
        try machine.call(.msgArgDataCopy, destination, offset, size)
    }

    @Test("ranges that are read are checked too")
    func checksReads() throws {
        #expect(trap { () throws(Trap) in try machine.call(.msgReplyDataAppend, 65_530, 7) }?.code == .wasmTrap)
        #expect(trap { () throws(Trap) in try machine.call(.msgReplyDataAppend, 65_537, 0) }?.code == .wasmTrap)
        try machine.call(.msgReplyDataAppend, 65_536, 0)
        #expect(trap { () throws(Trap) in try machine.call(.msgCyclesAvailable128, 65_521) }?.code == .wasmTrap)
        try machine.call(.msgCyclesAvailable128, 65_520)
    }

    @Test("printing and trapping never fail for their text")
    func toleratesDiagnostics() throws {
        try machine.call(.debugPrint, 65_530, 7)
        try machine.call(.debugPrint, machine.memory.put([0x61, 0xff, 0x62]), 3)
        #expect(machine.execution.debugOutput == ["(debug message out of memory bounds)", "a\u{fffd}b"])
        let trap = trap { () throws(Trap) in try machine.call(.trap, 1, .max) }
        #expect(trap == Trap(.calledTrap, "(trap message out of memory bounds)"))
    }

    @Test("texts are cut at their limits")
    func cutsTexts() throws {
        var limits = ResourceLimits()
        (limits.debugPrint, limits.trapMessage) = (5, 3)
        let machine = bench(limits: limits)
        try machine.print("seven bytes")
        #expect(machine.execution.debugOutput == ["seven"])
        #expect(trap { () throws(Trap) in try machine.trap("stop here") }?.message == "sto")
    }
}
