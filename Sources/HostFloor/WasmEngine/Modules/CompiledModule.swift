import CWasmtime
import CanisterExecution
import WasmModule

/// A module, compiled and linked with the system functions: what guests are instantiated from. Immutable.
final class CompiledModule: @unchecked Sendable {
    /// The module and the linked module of the library. Both may be used by any number of threads.
    private let module: OpaquePointer
    let linked: OpaquePointer
    private let library: WasmtimeLibrary

    /// The exported entry points. Each is a function of type `() -> ()`.
    let entryPoints: Set<EntryPointName>
    /// The names of what a rollback and a callback reach.
    let reserved: ReservedExports
    /// Whether addresses, and the environments of callbacks, have 64 bits.
    let is64Bit: Bool
    /// Names and lines for backtraces.
    let symbols: ModuleSymbols

    /// Checks, compiles and links a module.
    ///
    /// The validation is more than a courtesy: the types of entry points and the constancy of the table are relied on.
    init(
        _ bytes: [UInt8], engine: OpaquePointer, linkers: SystemFunctionLinkers
    ) throws(WasmEngineError) {
        let validated: ValidatedModule
        do { validated = try ModuleValidator().validate(bytes) } catch { throw .invalidModule(error) }
        let library = linkers.library
        let functions = library.functions.pointee
        let is64Bit = validated.module.allMemories.first?.is64Bit ?? false
        let reserved = ReservedExports(addingTo: validated.module)

        var compiled: OpaquePointer?
        try library.checkCompilation(
            functions.wasmtime_module_new(engine, reserved.module, reserved.module.count, &compiled))
        guard let compiled else { throw .compilationFailed(reason: "the compiler gave nothing back") }
        var linked: OpaquePointer?
        let error = functions.wasmtime_linker_instantiate_pre(linkers.linker(is64Bit: is64Bit), compiled, &linked)
        guard error == nil, let linked else {
            functions.wasmtime_module_delete(compiled)
            throw .compilationFailed(reason: error.map(library.consume(error:)) ?? "it could not be linked")
        }
        module = compiled
        self.linked = linked
        self.library = library
        self.reserved = reserved
        self.is64Bit = is64Bit
        symbols = ModuleSymbols(
            of: validated.module, precededBy: reserved.module.count - validated.module.bytes.count)
        entryPoints = Set(validated.entryPoints.map { EntryPointName($0.exportName) })
    }

    deinit {
        library.functions.pointee.wasmtime_instance_pre_delete(linked)
        library.functions.pointee.wasmtime_module_delete(module)
    }
}
