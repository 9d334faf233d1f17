import CWasmtime
import CanisterExecution
import Glibc

extension WasmInstance {
    /// What commits changed since the last time.
    ///
    /// - Parameter isWhole: whether the instance has not been asked yet, so that it is all of it.
    func takeChanges(isWhole: Bool) -> GuestCheckpoint {
        var checkpoint = GuestCheckpoint(
            isWhole: isWhole, heapSize: heapSize, blocks: [], globals: globals.committedBytes)
        guard let heap else { return checkpoint }
        let size = Int(GuestCheckpoint.blockSize)
        var index = guest_heap_next_change(heap, 0)
        while index != Self.noChange {
            let block = UnsafeBufferPointer(start: guest_heap_base(heap) + index * size, count: size)
            let isZero = Self.isZero(guest_heap_base(heap) + index * size)
            // In a whole checkpoint, what is not there is zero.
            if !(isWhole && isZero) {
                checkpoint.blocks.append(.init(index: index, bytes: isZero ? [] : Array(block)))
            }
            index = guest_heap_next_change(heap, index + 1)
        }
        guest_heap_forget_changes(heap)
        return checkpoint
    }

    /// Sets a fresh instance to a whole checkpoint of the same module.
    func restore(_ checkpoint: GuestCheckpoint) throws(Trap) {
        try growHeap(to: checkpoint.heapSize)
        if let heap {
            let base = guest_heap_base(heap)
            let size = Int(GuestCheckpoint.blockSize)
            let count = Int(heapSize) / size
            // What the module's own data filled and the checkpoint does not name is zero.
            var isNamed = [Bool](repeating: false, count: count)
            for block in checkpoint.blocks {
                guard block.index >= 0, block.index < count, block.bytes.isEmpty || block.bytes.count == size else {
                    throw Trap(.invalidModule, "the checkpoint has a block \(block.index) that the heap has not")
                }
                guard !block.bytes.isEmpty else { continue }
                isNamed[block.index] = true
                block.bytes.withUnsafeBufferPointer { bytes in
                    guard let source = bytes.baseAddress else { return }
                    (base + block.index * size).update(from: source, count: size)
                }
            }
            for index in 0..<count where !isNamed[index] {
                let block = UnsafeMutableBufferPointer(start: base + index * size, count: size)
                if !Self.isZero(base + index * size) { block.update(repeating: 0) }
            }
        }
        guard globals.set(checkpoint.globals, library, context) else {
            throw Trap(.invalidModule, "the checkpoint has globals that the module has not")
        }
    }

    /// Changes heap and globals as a later checkpoint of the same module says.
    func apply(_ changes: GuestCheckpoint) throws(Trap) {
        try growHeap(to: changes.heapSize)
        let size = Int(GuestCheckpoint.blockSize)
        for block in changes.blocks {
            let end = UInt64(clamping: block.index) * GuestCheckpoint.blockSize + GuestCheckpoint.blockSize
            guard let heap, block.index >= 0, end <= heapSize, block.bytes.isEmpty || block.bytes.count == size else {
                throw Trap(.invalidModule, "the checkpoint has a block \(block.index) that the heap has not")
            }
            guard guest_heap_prepare_write(heap, UInt64(block.index * size), UInt64(size)) else {
                throw Trap(.outOfMemory, "the system does not let the heap be written to")
            }
            let target = UnsafeMutableBufferPointer(start: guest_heap_base(heap) + block.index * size, count: size)
            if block.bytes.isEmpty { target.update(repeating: 0) } else { _ = target.update(from: block.bytes) }
        }
        guard globals.set(changes.globals, library, context) else {
            throw Trap(.invalidModule, "the checkpoint has globals that the module has not")
        }
    }

    func forgetChanges() {
        if let heap { guest_heap_forget_changes(heap) }
    }

    func growHeap(to size: UInt64) throws(Trap) {
        let pageSize: UInt64 = 65_536
        guard size >= heapSize, size % pageSize == 0 else {
            throw Trap(.invalidModule, "the checkpoint has a heap of \(size) bytes, the module one of \(heapSize)")
        }
        guard size > heapSize else { return }
        guard let name = reserved.memory, var memory = export(name)?.of.memory else {
            throw Trap(.invalidModule, "the checkpoint has a heap, the module has none")
        }
        var pages: UInt64 = 0
        let difference = (size - heapSize) / pageSize
        if let error = library.functions.pointee.wasmtime_memory_grow(context, &memory, difference, &pages) {
            throw Trap(.outOfMemory, "the checkpoint's heap cannot be had: \(library.consume(error: error))")
        }
    }

    /// Whether a block is zero: its first byte is, and each other is as the one before.
    private static func isZero(_ block: UnsafePointer<UInt8>) -> Bool {
        block[0] == 0 && memcmp(block, block + 1, Int(GuestCheckpoint.blockSize) - 1) == 0
    }

    static let noChange = Int(bitPattern: UInt.max)
}
