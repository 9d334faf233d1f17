import CWasmtime
import Foundation
import Synchronization

/// The wasmtime library: where it lies, and its functions once it is open.
struct WasmtimeLibrary: @unchecked Sendable {
    /// The release whose layouts `CWasmtime` declares.
    static let release = "50.0.1"

    /// Names the library's file, before all other places.
    static let environmentVariable = "ICWS_WASMTIME"

    /// The resolved functions. They live as long as the process.
    let functions: UnsafePointer<wasmtime_functions_t>

    private static let opened = Mutex<[String: WasmtimeLibrary]>([:])

    /// Opens the library, once a process and path.
    static func open(_ path: String) throws(WasmEngineError) -> WasmtimeLibrary {
        let outcome: Result<WasmtimeLibrary, WasmEngineError> = opened.withLock { opened in
            if let library = opened[path] { return .success(library) }
            var reason = [CChar](repeating: 0, count: 1024)
            guard let functions = wasmtime_library_open(path, &reason, reason.count) else {
                // A name without a slash is looked up by the system.
                guard !path.contains("/") || FileManager.default.fileExists(atPath: path) else {
                    return .failure(.libraryMissing(tried: [path]))
                }
                let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
                return .failure(.libraryUnusable(path: path, reason: String(decoding: text, as: UTF8.self)))
            }
            let library = WasmtimeLibrary(functions: functions)
            opened[path] = library
            return .success(library)
        }
        return try outcome.get()
    }

    /// Opens the library at the place named by the environment, or else under `.toolchain` of the package that the
    /// working directory or the running program lies in.
    static func openDefault() throws(WasmEngineError) -> WasmtimeLibrary {
        if let path = ProcessInfo.processInfo.environment[environmentVariable], !path.isEmpty {
            return try open(path)
        }
        let candidates = defaultPaths
        guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw .libraryMissing(tried: candidates)
        }
        return try open(path)
    }

    /// One path for the working directory, the program's directory and each directory above them.
    static var defaultPaths: [String] {
        let program = CommandLine.arguments.first ?? ""
        let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? program
        let places = [
            URL(fileURLWithPath: FileManager.default.currentDirectoryPath),
            URL(fileURLWithPath: executable).deletingLastPathComponent(),
        ]
        var paths: [String] = []
        for place in places {
            var directory = place.standardizedFileURL
            while true {
                let path = directory.appendingPathComponent(relativePath).path
                if !paths.contains(path) { paths.append(path) }
                guard directory.path != "/" else { break }
                directory = directory.deletingLastPathComponent()
            }
        }
        return paths
    }

    /// The set-up puts a link there that does not tell the machine's kind.
    private static let relativePath = ".toolchain/lib/libwasmtime.so"
}
