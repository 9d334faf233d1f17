import CWasmtime

/// The mutable globals of an instance, with their values at the last commit.
struct InstanceGlobals {
    private let globals: [wasmtime_global_t]
    private var committed: [wasmtime_val_t] = []

    init(_ globals: [wasmtime_global_t]) {
        self.globals = globals
    }

    mutating func commit(_ library: WasmtimeLibrary, _ context: OpaquePointer) {
        committed = values(library, context)
    }

    func rollBack(_ library: WasmtimeLibrary, _ context: OpaquePointer) {
        rollBack(to: committed, library, context)
    }

    /// The values now.
    func values(_ library: WasmtimeLibrary, _ context: OpaquePointer) -> [wasmtime_val_t] {
        globals.map { global in
            var global = global
            var value = wasmtime_val_t()
            library.functions.pointee.wasmtime_global_get(context, &global, &value)
            return value
        }
    }

    /// Sets the globals to values that they had before.
    func rollBack(to values: [wasmtime_val_t], _ library: WasmtimeLibrary, _ context: OpaquePointer) {
        for (var global, var value) in zip(globals, values) {
            let error = library.functions.pointee.wasmtime_global_set(context, &global, &value)
            if let error {
                // The value was the global's own, so this tells of a library that is not the declared one.
                preconditionFailure("a global could not be set back: \(library.consume(error: error))")
            }
        }
    }

    /// The committed values, 16 bytes each; nil for a reference, which means nothing outside its store.
    var committedBytes: [[UInt8]?] {
        committed.map { value in
            guard Int(value.kind) <= CWASMTIME_VALUE_V128 else { return nil }
            // What lies behind a narrower value is anything.
            let width = Self.widths[Int(value.kind)]
            let bytes = withUnsafeBytes(of: value.of) { Array($0.prefix(width)) }
            return bytes + [UInt8](repeating: 0, count: Self.valueSize - width)
        }
    }

    /// Sets the globals to values that ``committedBytes`` gave for the same module.
    ///
    /// - Returns: false if the values are those of another module.
    func set(_ values: [[UInt8]?], _ library: WasmtimeLibrary, _ context: OpaquePointer) -> Bool {
        guard values.count == globals.count else { return false }
        for (var global, bytes) in zip(globals, values) {
            guard let bytes else { continue }
            var value = wasmtime_val_t()
            library.functions.pointee.wasmtime_global_get(context, &global, &value)
            guard Int(value.kind) <= CWASMTIME_VALUE_V128, bytes.count == Self.valueSize else { return false }
            withUnsafeMutableBytes(of: &value.of) { $0.copyBytes(from: bytes) }
            if let error = library.functions.pointee.wasmtime_global_set(context, &global, &value) {
                _ = library.consume(error: error)
                return false
            }
        }
        return true
    }

    private static let valueSize = 16
    /// The bytes of a value, by the numbers of the kinds: i32, i64, f32, f64, v128.
    private static let widths = [4, 8, 4, 8, 16]
}
