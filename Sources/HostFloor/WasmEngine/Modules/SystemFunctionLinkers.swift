import CWasmtime
import CanisterExecution
import WasmModule

/// Gives modules the system functions: one host function for each, all answered by ``WasmInstance``.
///
/// There are two sets of them, since pointers and sizes are as wide as the addresses of the module's memory.
final class SystemFunctionLinkers: @unchecked Sendable {
    /// The number of a function that modules may import and that no canister here may call.
    static let uncallable = UInt32.max

    let library: WasmtimeLibrary

    /// The library's linkers. They are not changed after `init`, so threads may share them.
    private let linker32: OpaquePointer
    private let linker64: OpaquePointer

    init(engine: OpaquePointer, library: WasmtimeLibrary) throws(WasmEngineError) {
        self.library = library
        linker32 = library.functions.pointee.wasmtime_linker_new(engine)
        linker64 = library.functions.pointee.wasmtime_linker_new(engine)
        try define(is64Bit: false)
        try define(is64Bit: true)
    }

    deinit {
        library.functions.pointee.wasmtime_linker_delete(linker32)
        library.functions.pointee.wasmtime_linker_delete(linker64)
    }

    func linker(is64Bit: Bool) -> OpaquePointer { is64Bit ? linker64 : linker32 }

    private func define(is64Bit: Bool) throws(WasmEngineError) {
        for name in SystemAPIFunctions.names {
            guard let type = SystemAPIFunctions.type(of: name, is64Bit: is64Bit) else { continue }
            let parameters = type.parameters.map(Self.number)
            let result = type.results.first.map(Self.number) ?? UInt8(HOST_FUNCTION_NO_RESULT)
            let number = SystemFunction(name: name).map { UInt32($0.rawValue) } ?? Self.uncallable
            let error = host_function_define(
                library.functions, linker(is64Bit: is64Bit), SystemAPIFunctions.module, name, number, parameters,
                parameters.count, result, WasmInstance.answerSystemCall)
            if let error { throw .systemRefused("the definition of ic0.\(name): \(library.consume(error: error))") }
        }
    }

    private static func number(_ type: ValueType) -> UInt8 {
        UInt8(type == .i64 ? CWASMTIME_VALTYPE_I64 : CWASMTIME_VALTYPE_I32)
    }
}
