/// Why the engine cannot be had, or a module cannot become a guest.
public enum WasmEngineError: Error, Hashable, Sendable {
    /// No wasmtime library was found; the paths are those that were tried.
    case libraryMissing(tried: [String])
    /// The library is there but cannot be used.
    case libraryUnusable(path: String, reason: String)
    /// The system refused what the engine needs of it.
    case systemRefused(String)
    /// The bytes are not a module that this engine runs.
    case invalidModule(reason: String)
    /// The module imports what no canister is given.
    case unknownImport(module: String, name: String)
    /// The module imports a system function under another type. The types are written `(i32 i64) -> i32`.
    case wrongImportType(name: String, expected: String, found: String)
    /// An exported entry point takes or gives values.
    case wrongEntryPointType(name: String, found: String)
}

extension WasmEngineError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .libraryMissing(let tried):
            """
            The WebAssembly engine's library is not there: run ./Toolchain/setup, or name the file in \
            \(WasmtimeLibrary.environmentVariable). Tried: \(tried.joined(separator: ", ")).
            """
        case .libraryUnusable(let path, let reason):
            """
            The WebAssembly engine's library \(path) cannot be used (\(reason)): it has to be the one of wasmtime \
            \(WasmtimeLibrary.release); run ./Toolchain/setup to get it.
            """
        case .systemRefused(let what):
            "The system refused \(what)."
        case .invalidModule(let reason):
            "The module is not valid: \(reason)"
        case .unknownImport(let module, let name):
            """
            The module imports \(module).\(name), which no canister is given: a canister may import nothing but the \
            system functions of ic0.
            """
        case .wrongImportType(let name, let expected, let found):
            "The module imports ic0.\(name) as \(found); its type is \(expected)."
        case .wrongEntryPointType(let name, let found):
            "The module exports \"\(name)\" as \(found); an entry point is a function of type () -> ()."
        }
    }
}
