import CanisterExecution
import Testing
import TestSupport

@Suite("Stable memory")
struct StableMemoryTests {
    @Test("grows in pages up to its limit")
    func grows() throws {
        var limits = ResourceLimits()
        limits.stablePages = 10
        let machine = bench(limits: limits)
        #expect(try machine.call(.stable64Grow, 0) == 0)
        #expect(try machine.call(.stable64Grow, 4) == 0)
        #expect(try machine.call(.stableGrow, 6) == 4)
        #expect(try machine.call(.stable64Size) == 10)
        #expect(try machine.call(.stableSize) == 10)
        #expect(try machine.call(.stable64Grow, 1) == .max)
        #expect(try machine.call(.stableGrow, 1) == UInt64(UInt32.max))
        #expect(try machine.call(.stable64Grow, .max) == .max)
        #expect(try machine.call(.stable64Size) == 10)
    }

    @Test("holds what is written, across pieces and pages, and zero elsewhere")
    func writesAndReads() throws {
        let machine = bench()
        try machine.call(.stable64Grow, 3)
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 * 7 + 1) }
        let address = machine.memory.put(bytes)
        let offset: UInt64 = 65_536 - 5_000
        try machine.call(.stable64Write, offset, address, 10_000)
        try machine.call(.stableRead, 40_000, offset - 1, 10_002)
        #expect(Array(machine.memory.bytes[40_000..<50_002]) == [0] + bytes + [0])
    }

    @Test(
        "accesses outside trap",
        arguments: [
            (65_536, 0, 1), (65_535, 0, 2), (.max, 0, 1), (1, 0, .max), (65_537, 0, 0), (0, 65_537, 0), (0, 65_530, 7),
        ] as [(UInt64, UInt64, UInt64)])
    func trapsOutside(offset: UInt64, address: UInt64, size: UInt64) throws {
        let machine = bench()
        try machine.call(.stable64Grow, 1)
        let pairs: [(SystemFunction, SystemFunction)] = [(.stable64Write, .stable64Read), (.stableWrite, .stableRead)]
        for (write, read) in pairs {
            #expect(trap { () throws(Trap) in try machine.call(write, offset, address, size) }?.code == .wasmTrap)
            #expect(trap { () throws(Trap) in try machine.call(read, address, offset, size) }?.code == .wasmTrap)
        }
        try machine.call(.stable64Write, 65_536, 65_536, 0)
    }

    @Test("a read of more than the heap holds traps before anything is read")
    func trapsBeforeReading() throws {
        let machine = bench()
        try machine.call(.stable64Grow, 8_192_000)
        let size: UInt64 = 8_192_000 * 65_536
        #expect(trap { () throws(Trap) in try machine.call(.stable64Read, 0, 0, size) }?.code == .wasmTrap)
        #expect(trap { () throws(Trap) in try machine.call(.stable64Read, .max, 0, size) }?.code == .wasmTrap)
    }

    @Test("the 32-bit functions end at 4 GiB")
    func ends32Bit() throws {
        let memory = SparseStableMemory()
        let machine = bench(stableMemory: memory)
        #expect(try machine.call(.stable64Grow, 65_535) == 0)
        #expect(try machine.call(.stableGrow, 2) == UInt64(UInt32.max))
        #expect(try machine.call(.stableGrow, 1) == 65_535)
        try machine.call(.stableWrite, UInt64(UInt32.max), 0, 1)
        try machine.call(.stable64Grow, 1)
        for function in [SystemFunction.stableSize, .stableGrow, .stableWrite, .stableRead] {
            #expect(
                trap { () throws(Trap) in try machine.call(function) }?.message
                    == "32 bit stable memory api used on a memory larger than 4GB")
        }
        #expect(memory.residentByteCount == 4_096, "what was never written takes no room")
    }

    @Test("commits and rollbacks, against a plain array", arguments: [1, 2, 3] as [UInt64])
    func matchesModel(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let memory = SparseStableMemory()
        var committed: [UInt8] = []
        var model: [UInt8] = []
        for _ in 0..<300 {
            switch random.next() % 6 {
            case 0:
                #expect(memory.grow(by: 1, limit: 8) == (model.count < 8 * 65_536 ? UInt64(model.count / 65_536) : nil))
                if model.count < 8 * 65_536 { model += [UInt8](repeating: 0, count: 65_536) }
            case 1:
                memory.commit()
                committed = model
            case 2:
                memory.rollBack()
                model = committed
            default:
                let offset = Int(random.next() % UInt64(model.count + 100))
                let bytes = (0..<Int(random.next() % 9_000)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                let fits = offset + bytes.count <= model.count
                #expect(memory.write(bytes, at: UInt64(offset)) == fits)
                if fits { model.replaceSubrange(offset..<(offset + bytes.count), with: bytes) }
            }
        }
        #expect(memory.byteCount == UInt64(model.count))
        #expect(memory.read(at: 0, count: UInt64(model.count)) == model)
    }
}
