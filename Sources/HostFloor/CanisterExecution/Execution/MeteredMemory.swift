/// A guest's memory that counts what system functions copy, against the execution's limit of instructions.
///
/// Bytes are counted when it is certain that they lie inside of the memory, and before they are copied: so nobody waits
/// for a copy that is over the limit.
struct MeteredMemory<Base: GuestMemory>: GuestMemory {
    let base: Base
    unowned let execution: Execution

    func read(from address: UInt64, count: UInt64) throws(Trap) -> [UInt8] {
        if count > 0 { try checkAndMeter(address, count) }
        return try base.read(from: address, count: count)
    }

    func write(_ bytes: ArraySlice<UInt8>, to address: UInt64) throws(Trap) {
        if !bytes.isEmpty { try checkAndMeter(address, UInt64(bytes.count)) }
        try base.write(bytes, to: address)
    }

    /// Checks a range by an access of no bytes at its end, and counts it.
    func checkAndMeter(_ address: UInt64, _ count: UInt64) throws(Trap) {
        let (end, overflow) = address.addingReportingOverflow(count)
        // The memory itself has the words for what is outside.
        guard !overflow else { return }
        _ = try base.read(from: end, count: 0)
        try execution.chargeCopy(of: count)
    }
}

extension Execution {
    /// Counts a call of a system function.
    func chargeSystemCall() throws(Trap) {
        try charge(limits.systemCallInstructions)
    }

    /// Counts bytes that a system function copies.
    func chargeCopy(of count: UInt64) throws(Trap) {
        let (work, overflow) = count.multipliedReportingOverflow(by: limits.copiedByteInstructions)
        try charge(overflow ? .max : work)
    }

    /// Counts bytes that are written to stable memory.
    func chargeStableWrite(of count: UInt64) throws(Trap) {
        stableBytesWritten = stableBytesWritten.addingClamped(count)
        guard stableBytesWritten <= limits.stableBytesWritten else {
            throw Trap(
                .memoryAccessLimit,
                "the execution wrote more than \(limits.stableBytesWritten) bytes to stable memory")
        }
    }

    private func charge(_ work: UInt64) throws(Trap) {
        systemInstructions = systemInstructions.addingClamped(work)
        try checkInstructionLimit()
    }

    /// Holds code and system functions together to the limit.
    func checkInstructionLimit() throws(Trap) {
        guard instructionsUsed.addingClamped(systemInstructions) <= instructionLimit else {
            throw .instructionLimit(instructionLimit)
        }
    }
}
