import CWasmtime

/// The mutable globals of an instance, with their values at the last commit.
struct InstanceGlobals {
    private let globals: [wasmtime_global_t]
    private var committed: [wasmtime_val_t] = []

    init(_ globals: [wasmtime_global_t]) {
        self.globals = globals
    }

    mutating func commit(_ library: WasmtimeLibrary, _ context: OpaquePointer) {
        committed.removeAll(keepingCapacity: true)
        for var global in globals {
            var value = wasmtime_val_t()
            library.functions.pointee.wasmtime_global_get(context, &global, &value)
            committed.append(value)
        }
    }

    func rollBack(_ library: WasmtimeLibrary, _ context: OpaquePointer) {
        for (var global, var value) in zip(globals, committed) {
            let error = library.functions.pointee.wasmtime_global_set(context, &global, &value)
            if let error {
                // The value was the global's own, so this tells of a library that is not the declared one.
                preconditionFailure("a global could not be set back: \(library.consume(error: error))")
            }
        }
    }
}
