import WasmModule

/// Why the engine cannot be had, or a module cannot become a guest.
public enum WasmEngineError: Error, Equatable, Sendable {
    /// No wasmtime library was found; the paths are those that were tried.
    case libraryMissing(tried: [String])
    /// The library is there but cannot be used.
    case libraryUnusable(path: String, reason: String)
    /// The system refused what the engine needs of it.
    case systemRefused(String)
    /// The bytes are not a module that a replica would install.
    case invalidModule(ModuleValidationError)
    /// The compiler refused the module, in its words.
    case compilationFailed(reason: String)
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
        case .invalidModule(let error):
            "The module cannot be installed: \(error)."
        case .compilationFailed(let reason):
            "The module cannot be compiled: \(reason)"
        }
    }
}
