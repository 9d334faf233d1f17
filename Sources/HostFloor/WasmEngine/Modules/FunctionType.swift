import CWasmtime
import CanisterExecution

/// The type of a function of WebAssembly, by the library's numbers of value types.
struct FunctionType: Equatable, CustomStringConvertible {
    var parameters: [UInt8]
    var results: [UInt8]

    static let i32 = UInt8(CWASMTIME_VALTYPE_I32)
    static let i64 = UInt8(CWASMTIME_VALTYPE_I64)

    init(parameters: [UInt8], results: [UInt8]) {
        self.parameters = parameters
        self.results = results
    }

    /// The type of a system function in a module with a 32-bit memory.
    init(of function: SystemFunction) {
        parameters = function.parameters.map(Self.number)
        results = function.result.map { [Self.number($0)] } ?? []
    }

    /// The type of an import or an export; nil if it is no function.
    init?(_ externType: OpaquePointer, _ library: WasmtimeLibrary) {
        guard let type = library.functions.pointee.wasm_externtype_as_functype_const(externType) else { return nil }
        self.init(functionType: type, library)
    }

    /// The type that the library's description of a function gives.
    init(functionType type: OpaquePointer, _ library: WasmtimeLibrary) {
        parameters = Self.numbers(library.functions.pointee.wasm_functype_params(type).pointee, library)
        results = Self.numbers(library.functions.pointee.wasm_functype_results(type).pointee, library)
    }

    var description: String {
        let lists = [parameters, results].map { types in types.map(Self.name).joined(separator: " ") }
        return "(\(lists[0])) -> (\(lists[1]))"
    }

    private static func number(_ type: ValueType) -> UInt8 {
        switch type {
        case .i32: i32
        case .i64: i64
        }
    }

    private static func numbers(_ types: wasm_valtype_vec_t, _ library: WasmtimeLibrary) -> [UInt8] {
        (0..<types.size).compactMap { index in
            types.data?[index].map { library.functions.pointee.wasm_valtype_kind($0) }
        }
    }

    private static func name(_ number: UInt8) -> String {
        switch number {
        case i32: "i32"
        case i64: "i64"
        case 2: "f32"
        case 3: "f64"
        default: "type \(number)"
        }
    }
}
