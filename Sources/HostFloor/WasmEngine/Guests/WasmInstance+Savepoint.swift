import CWasmtime
import CanisterExecution

/// Heap and globals of an instance between two runs of which nothing was committed: what the runs since the last commit
/// touched, to go back to.
struct GuestSavepoint {
    /// Bytes of the heap.
    fileprivate var heapSize: UInt64
    /// The granules that may differ from what was committed, by their indices.
    fileprivate var granules: [(index: Int, bytes: [UInt8])] = []
    fileprivate var globals: [wasmtime_val_t]
}

extension WasmInstance {
    /// Heap and globals as they are now. It costs what the runs since the last commit touched.
    func savepoint() -> GuestSavepoint {
        var savepoint = GuestSavepoint(heapSize: heapSize, globals: globals.values(library, context))
        guard let heap else { return savepoint }
        let size = Int(GUEST_HEAP_GRANULE)
        var index = guest_heap_next_touched(heap, 0)
        while index != Self.noChange {
            let granule = UnsafeBufferPointer(start: guest_heap_base(heap) + index * size, count: size)
            savepoint.granules.append((index, Array(granule)))
            index = guest_heap_next_touched(heap, index + 1)
        }
        return savepoint
    }

    /// Sets heap and globals back to what they were; the last commit stays what a rollback goes to.
    func rollBack(to savepoint: GuestSavepoint) throws(Trap) {
        rollBack()
        try growHeap(to: savepoint.heapSize)
        if let heap {
            let size = Int(GUEST_HEAP_GRANULE)
            for granule in savepoint.granules {
                guard guest_heap_prepare_write(heap, UInt64(granule.index * size), UInt64(size)) else {
                    throw Trap(.outOfMemory, "the system does not let the heap be written to")
                }
                granule.bytes.withUnsafeBufferPointer { bytes in
                    guard let source = bytes.baseAddress else { return }
                    (guest_heap_base(heap) + granule.index * size).update(from: source, count: size)
                }
            }
        }
        globals.rollBack(to: savepoint.globals, library, context)
    }
}
