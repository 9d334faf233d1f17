import Foundation
import TestSupport
import Testing

/// A package outside of this one. The tests that build one take the same folder after each other, so that what was
/// compiled of the library for one is there for the next.
enum OutsidePackage {
    /// An empty folder in which this library seems to lie, under the name of its package.
    static let parent: URL = {
        atexit { try? FileManager.default.removeItem(at: OutsidePackage.parent) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "outside-\(UUID())")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? FileManager.default.createSymbolicLink(
            at: folder.appending(path: "swift-ic-websocket"), withDestinationURL: Checkout.root)
        return folder
    }()

    static let folder = parent.appending(path: "Hello")

    /// Removes all but what was compiled.
    static func clear() throws {
        let path = folder.path(percentEncoded: false)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return }
        for name in names where !name.hasPrefix(".build") {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    static func write(_ text: String, to path: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Nothing but the library was looked for, fetched or compiled.
    static func expectNothingFetched(_ scratch: String) throws {
        let place = folder.appending(path: scratch)
        func names(_ path: String) -> [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: place.appending(path: path).path)) ?? []
        }
        #expect(names("checkouts").isEmpty)
        #expect(names("repositories").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "Package.resolved").path))
        let state = try String(contentsOf: place.appending(path: "workspace-state.json"), encoding: .utf8)
        #expect(!state.contains("remoteSourceControl"))
        let compiled = try #require(FileManager.default.subpaths(atPath: place.path))
        let foreign = ["ArgumentParser", "Crypto", "icws", "WasmEngine", "ICAgent"]
        #expect(compiled.contains { $0.hasSuffix(".o") && $0.contains("/Candid.build/") })
        #expect(compiled.filter { path in path.hasSuffix(".o") && foreign.contains { path.contains("/\($0)") } } == [])
    }
}
