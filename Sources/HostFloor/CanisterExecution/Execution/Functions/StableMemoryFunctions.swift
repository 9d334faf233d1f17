// Stable memory (interface specification, "Stable memory"). The 32-bit functions work on the first 4 GiB.
extension Execution {
    private static var pagesOf32Bits: UInt64 { 65_536 }

    func useStableMemory(_ call: SystemCall<MeteredMemory<some GuestMemory>>) throws(Trap) -> UInt64 {
        switch call.function {
        case .stable64Size: return stableMemory.pageCount
        case .stable64Grow: return stableMemory.grow(by: call[0], limit: limits.stablePages) ?? .max
        case .stable64Write: return try write(call, from: call[1], count: call[2])
        case .stable64Read: return try read(call, offset: call[1], count: call[2])
        default: break
        }
        guard stableMemory.pageCount <= Self.pagesOf32Bits else {
            throw Trap(.wasmTrap, "32 bit stable memory api used on a memory larger than 4GB")
        }
        switch call.function {
        case .stableSize: return stableMemory.pageCount
        case .stableGrow:
            let limit = min(limits.stablePages, Self.pagesOf32Bits)
            return stableMemory.grow(by: call[0], limit: limit) ?? UInt64(UInt32.max)
        case .stableWrite: return try write(call, from: call[1], count: call[2])
        case .stableRead: return try read(call, offset: call[1], count: call[2])
        default: throw call.misrouted
        }
    }

    private func write(
        _ call: SystemCall<MeteredMemory<some GuestMemory>>, from source: UInt64, count: UInt64
    ) throws(Trap) -> UInt64 {
        guard stableMemory.contains(offset: call[0], count: count) else { throw outOfBounds }
        try call.memory.checkAndMeter(source, count)
        try chargeStableWrite(of: count)
        guard stableMemory.write(try call.memory.base.read(from: source, count: count), at: call[0]) else {
            throw outOfBounds
        }
        return 0
    }

    private func read(
        _ call: SystemCall<MeteredMemory<some GuestMemory>>, offset: UInt64, count: UInt64
    ) throws(Trap) -> UInt64 {
        guard stableMemory.contains(offset: offset, count: count) else { throw outOfBounds }
        // A stable memory may be far larger than what the host has room for, and nothing must be read of it that the
        // guest cannot take, or that is over the limit.
        guard !call[0].addingReportingOverflow(count).overflow else { throw outOfBounds }
        try call.memory.checkAndMeter(call[0], count)
        guard let bytes = stableMemory.read(at: offset, count: count) else { throw outOfBounds }
        try call.memory.base.write(bytes[...], to: call[0])
        return 0
    }

    private var outOfBounds: Trap { Trap(.wasmTrap, "stable memory out of bounds") }
}
