/// One call of a system function: which, with what arguments, over which memory.
struct SystemCall<Memory: GuestMemory> {
    let function: SystemFunction
    let arguments: UnsafePointer<UInt64>
    let memory: Memory

    /// An argument, by its position.
    subscript(_ position: Int) -> UInt64 { arguments[position] }

    /// Reads the range that two arguments name, the address at `position` and the size behind it.
    func bytes(at position: Int) throws(Trap) -> [UInt8] {
        try memory.read(from: self[position], count: self[position + 1])
    }

    /// Copies a part of a blob into the guest. The arguments from `position` on are the address in the guest, the
    /// offset in the blob, and the size.
    func copyOut(_ blob: [UInt8], at position: Int = 0) throws(Trap) -> UInt64 {
        let offset = self[position + 1]
        let size = self[position + 2]
        let (end, overflow) = offset.addingReportingOverflow(size)
        guard !overflow, end <= UInt64(blob.count) else {
            throw violation("offset \(offset) and size \(size) exceed the \(blob.count) bytes that there are")
        }
        try memory.write(blob[Int(offset)..<Int(end)], to: self[position])
        return 0
    }

    /// Writes an amount of cycles as 16 bytes, little endian, to the address in an argument.
    func writeCycles(_ amount: UInt128, at position: Int) throws(Trap) -> UInt64 {
        let bytes = withUnsafeBytes(of: amount.littleEndian) { [UInt8]($0) }
        try memory.write(bytes[...], to: self[position])
        return 0
    }

    /// An amount of cycles that came as its high and its low half.
    func cycles(at position: Int) -> UInt128 {
        UInt128(self[position]) << 64 | UInt128(self[position + 1])
    }

    /// The trap for a call that breaks a rule of the function.
    func violation(_ message: String) -> Trap {
        Trap(.contractViolation, "ic0_\(function.name): \(message)")
    }

    /// The trap for a function that reached a group that does not have it: a mistake in this module.
    var misrouted: Trap { violation("is not implemented") }
}
