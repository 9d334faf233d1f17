import CanisterWebSockets

// What a machine refuses, each in a function of its own. The tests of backtraces look for these functions and for the
// lines with a marker.

extension Faults {
    /// What ends the execution.
    private enum Breakdown: UInt64 {
        case overflow, trap, stackOverflow, heapOutOfBounds
    }

    func breakDown(_ way: UInt64) {
        switch Breakdown(rawValue: way) {
        case .overflow: count = raise(.max, by: UInt8(truncatingIfNeeded: way &+ 1))
        case .trap: giveUp()
        case .stackOverflow: count = UInt8(truncatingIfNeeded: descend(.max))
        case .heapOutOfBounds: count = look(at: UInt(truncatingIfNeeded: way) &- 16)
        case nil: break
        }
    }

    @inline(never)
    private func raise(_ level: UInt8, by amount: UInt8) -> UInt8 {
        level + amount  // marker: overflow
    }

    private func giveUp() {
        IC.trap("given up")  // marker: trap
    }

    /// The two operations behind the call keep the compiler from making a loop of it.
    @inline(never)
    private func descend(_ depth: UInt64) -> UInt64 {
        guard depth > 0 else { return 0 }
        return descend(depth &- 1) &* 3 ^ depth  // marker: stack overflow
    }

    @inline(never)
    private func look(at address: UInt) -> UInt8 {
        guard let byte = UnsafePointer<UInt8>(bitPattern: address) else { return 0 }
        return byte.pointee  // marker: heap out of bounds
    }
}
