import CWasmtime
import CanisterExecution

/// The heap of an instance, as the system functions see it.
struct WasmGuestMemory: GuestMemory {
    /// Keeps the heap alive.
    private let instance: WasmInstance

    /// Nil for a module without a memory.
    private var heap: OpaquePointer? { instance.heap }

    init(of instance: WasmInstance) {
        self.instance = instance
    }

    func read(from address: UInt64, count: UInt64) throws(Trap) -> [UInt8] {
        try check(address, count)
        guard let heap, count > 0 else { return [] }
        return Array(UnsafeBufferPointer(start: guest_heap_base(heap) + Int(address), count: Int(count)))
    }

    func write(_ bytes: ArraySlice<UInt8>, to address: UInt64) throws(Trap) {
        try check(address, UInt64(bytes.count))
        guard let heap, !bytes.isEmpty else { return }
        guard guest_heap_prepare_write(heap, address, UInt64(bytes.count)) else {
            throw Trap(.outOfMemory, "the host has no memory left to log what the canister writes")
        }
        bytes.withUnsafeBufferPointer { bytes in
            guard let source = bytes.baseAddress else { return }
            (guest_heap_base(heap) + Int(address)).update(from: source, count: bytes.count)
        }
    }

    /// Sums are never formed, so nothing wraps.
    private func check(_ address: UInt64, _ count: UInt64) throws(Trap) {
        let size = instance.heapSize
        guard address <= size, count <= size - address else {
            throw Trap(
                .contractViolation,
                "heap out of bounds: \(count) bytes at address \(address) do not lie within the heap of \(size) bytes")
        }
    }
}
