import CWasmtime

/// A module, compiled and linked with the system functions: what guests are instantiated from. Immutable.
final class CompiledModule: @unchecked Sendable {
    /// The module and the linked module of the library. Both may be used by any number of threads.
    private let module: OpaquePointer
    let linked: OpaquePointer
    private let library: WasmtimeLibrary

    /// The exported entry points by their IC names.
    let entryPoints: Set<String>
    /// The names of what a rollback and a callback reach.
    let reserved: ReservedExports

    /// Checks, compiles and links a module.
    init(_ bytes: [UInt8], engine: OpaquePointer, linker: SystemFunctionLinker) throws(WasmEngineError) {
        let library = linker.library
        let functions = library.functions.pointee
        let reserved = try ReservedExports(addingTo: bytes)
        var compiled: OpaquePointer?
        try library.checkModule(
            functions.wasmtime_module_new(engine, reserved.module, reserved.module.count, &compiled))
        guard let compiled else { throw .invalidModule(reason: "the compiler gave nothing back") }
        do throws(WasmEngineError) {
            try linker.checkImports(of: compiled)
            entryPoints = try Self.entryPoints(of: compiled, library)
            var linked: OpaquePointer?
            try library.checkModule(functions.wasmtime_linker_instantiate_pre(linker.linker, compiled, &linked))
            guard let linked else { throw WasmEngineError.invalidModule(reason: "it could not be linked") }
            self.linked = linked
        } catch {
            functions.wasmtime_module_delete(compiled)
            throw error
        }
        module = compiled
        self.library = library
        self.reserved = reserved
    }

    deinit {
        library.functions.pointee.wasmtime_instance_pre_delete(linked)
        library.functions.pointee.wasmtime_module_delete(module)
    }

    private static func entryPoints(
        of module: OpaquePointer, _ library: WasmtimeLibrary
    ) throws(WasmEngineError) -> Set<String> {
        let functions = library.functions.pointee
        var exports = wasm_exporttype_vec_t(size: 0, data: nil)
        functions.wasmtime_module_exports(module, &exports)
        defer { functions.wasm_exporttype_vec_delete(&exports) }
        var names: Set<String> = []
        for index in 0..<exports.size {
            guard let export = exports.data?[index] else { continue }
            let name = library.string(functions.wasm_exporttype_name(export).pointee)
            guard name.hasPrefix("canister_") else { continue }
            let type = FunctionType(functions.wasm_exporttype_type(export), library)
            // The call of an entry point is not checked again, so its type has to be right here.
            guard let type, type == FunctionType(parameters: [], results: []) else {
                throw .wrongEntryPointType(name: name, found: type?.description ?? "something that is no function")
            }
            names.insert(name)
        }
        return names
    }
}
