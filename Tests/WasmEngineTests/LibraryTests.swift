import Foundation
import Testing

@testable import WasmEngine

@Suite("The engine's library")
struct LibraryTests {
    @Test("says how to get it when it is missing")
    func missing() throws {
        let error = try #require(throws: WasmEngineError.self) { try WasmEngine(library: "/nowhere/libwasmtime.so") }
        #expect(error == .libraryMissing(tried: ["/nowhere/libwasmtime.so"]))
        #expect(error.description.contains("./Toolchain/setup"))
        #expect(error.description.contains("/nowhere/libwasmtime.so"))
    }

    @Test("says what is wrong with another file")
    func unusable() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("not-a-library-\(UUID()).so").path
        try Data("no library".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let error = try #require(throws: WasmEngineError.self) { try WasmEngine(library: path) }
        guard case .libraryUnusable(path: path, let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(!reason.isEmpty)
        #expect(error.description.contains(WasmtimeLibrary.release))
    }

    @Test("is one that has every function")
    func otherLibrary() throws {
        // The system looks up a name without a slash, and the C library is always there.
        let error = try #require(throws: WasmEngineError.self) { try WasmEngine(library: "libc.so.6") }
        guard case .libraryUnusable(path: "libc.so.6", let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(reason.contains("wasm_config_new"))
    }
}
