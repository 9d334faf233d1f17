import CanisterExecution

/// The memory of a native guest: that of the process, by its own addresses.
///
/// Nothing knows which addresses a guest may use, so only a null pointer is told apart. What the guest hands out are
/// the pointers of its own arrays.
struct ProcessMemory: GuestMemory {
    func read(from address: UInt64, count: UInt64) throws(Trap) -> [UInt8] {
        guard count > 0 else { return [] }
        guard let pointer = UnsafeRawPointer(bitPattern: UInt(address)), let size = Int(exactly: count) else {
            throw outOfBounds
        }
        return [UInt8](UnsafeRawBufferPointer(start: pointer, count: size))
    }

    func write(_ bytes: ArraySlice<UInt8>, to address: UInt64) throws(Trap) {
        guard !bytes.isEmpty else { return }
        guard let pointer = UnsafeMutableRawPointer(bitPattern: UInt(address)) else { throw outOfBounds }
        UnsafeMutableRawBufferPointer(start: pointer, count: bytes.count).copyBytes(from: bytes)
    }

    private var outOfBounds: Trap { Trap(.wasmTrap, "heap out of bounds: a null pointer") }
}
