import Foundation

/// The modules that `./Toolchain/test` builds before the tests run: a build inside of a running test would wait for the
/// test's own lock.
public enum BuiltModule {
    /// The module of a sample, from `build/canisters`.
    public static func sample(_ name: String) throws -> [UInt8] { try module("build/canisters/\(name).wasm") }

    /// The module of a canister that only the tests have, from `build/test-canisters`.
    public static func ofTests(_ name: String) throws -> [UInt8] { try module("build/test-canisters/\(name).wasm") }

    /// The same from `build/debug-canisters`: with names, files and lines.
    public static func forDebugging(_ name: String) throws -> [UInt8] {
        try module("build/debug-canisters/\(name).wasm")
    }

    /// The module of all mutants of a canister, from `build/mutants`.
    public static func ofMutants(_ name: String) throws -> [UInt8] { try module("build/mutants/\(name).wasm") }

    private static func module(_ path: String) throws -> [UInt8] {
        guard let data = try? Data(contentsOf: Checkout.root.appending(path: path)) else { throw Missing(path: path) }
        return [UInt8](data)
    }

    /// A module is not there.
    public struct Missing: Error, CustomStringConvertible {
        let path: String

        public var description: String {
            "there is no \(path): run the tests by ./Toolchain/test, which builds it, or run that once before "
                + "'swift test'"
        }
    }
}
