import CWasmtime
import CanisterExecution

/// Gives modules the system functions: one host function for each, all answered by ``WasmInstance``.
final class SystemFunctionLinker: @unchecked Sendable {
    /// The module name of every import.
    static let moduleName = "ic0"

    /// The library's linker. It is not changed after `init`, so threads may share it.
    let linker: OpaquePointer
    let library: WasmtimeLibrary

    init(engine: OpaquePointer, library: WasmtimeLibrary) throws(WasmEngineError) {
        self.library = library
        linker = library.functions.pointee.wasmtime_linker_new(engine)
        for function in SystemFunction.allCases {
            let type = FunctionType(of: function)
            let result = type.results.first ?? UInt8(HOST_FUNCTION_NO_RESULT)
            let error = host_function_define(
                library.functions, linker, Self.moduleName, function.name, UInt32(function.rawValue),
                type.parameters, type.parameters.count, result, WasmInstance.answerSystemCall)
            if let error {
                throw .systemRefused("the definition of ic0.\(function.name): \(library.consume(error: error))")
            }
        }
    }

    deinit {
        library.functions.pointee.wasmtime_linker_delete(linker)
    }

    /// Checks that a module imports nothing but system functions under their types.
    func checkImports(of module: OpaquePointer) throws(WasmEngineError) {
        let functions = library.functions.pointee
        var imports = wasm_importtype_vec_t(size: 0, data: nil)
        functions.wasmtime_module_imports(module, &imports)
        defer { functions.wasm_importtype_vec_delete(&imports) }
        for index in 0..<imports.size {
            guard let imported = imports.data?[index] else { continue }
            let moduleName = library.string(functions.wasm_importtype_module(imported).pointee)
            let name = library.string(functions.wasm_importtype_name(imported).pointee)
            guard moduleName == Self.moduleName, let function = SystemFunction(name: name),
                let found = FunctionType(functions.wasm_importtype_type(imported), library)
            else { throw .unknownImport(module: moduleName, name: name) }
            let expected = FunctionType(of: function)
            guard found == expected else {
                throw .wrongImportType(name: name, expected: expected.description, found: found.description)
            }
        }
    }
}
