import Foundation
import Testing

@testable import icws

@Suite("Finding the canisters of a package")
struct CanisterPackageTests {
    /// Runs with a folder of its own that has these files.
    private func withFolder<Result>(_ files: [String], _ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "canisters-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files {
            let url = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
        }
        return try body(folder)
    }

    @Test("takes each folder of Canisters, or those that are named")
    func canisters() throws {
        let files = ["Package.swift", "Canisters/B/B.did", "Canisters/A/A.did", "Canisters/icp.yaml"]
        try withFolder(files) { folder in
            let package = try CanisterPackage(path: folder.path)
            #expect(try package.canisters(named: []).map(\.name) == ["A", "B"])
            #expect(try package.canisters(named: ["B"]).map(\.interface.lastPathComponent) == ["B.did"])
        }
    }

    @Test("takes those among the targets in Sources that have an interface, too")
    func sources() throws {
        let files = ["Package.swift", "Sources/B/B.did", "Sources/Other/Other.swift", "Canisters/A/A.did"]
        try withFolder(files) { folder in
            let package = try CanisterPackage(path: folder.path)
            #expect(try package.canisters(named: []).map(\.name) == ["A", "B"])
            #expect(try package.canisters(named: [], in: "Canisters").map(\.name) == ["A"])
            let missing = #expect(throws: BuildError.self) { try package.canisters(named: ["Other"]) }
            #expect(missing?.description.contains("Sources/Other/Other.did") == true)
        }
    }

    @Test("says what is missing")
    func faults() throws {
        try withFolder(["Package.swift", "Canisters/A/A.did", "Canisters/B/b.did"]) { folder in
            let package = try CanisterPackage(path: folder.path)
            let unknown = #expect(throws: BuildError.self) { try package.canisters(named: ["C"]) }
            #expect(unknown?.description == "there is no canister 'C'. The package has: A, B.")
            let missing = #expect(throws: BuildError.self) { try package.canisters(named: ["B"]) }
            #expect(missing?.description.contains("Canisters/B/B.did") == true)
            let sdks = #expect(throws: BuildError.self) { try SwiftSDKs(path: folder.path, package: folder) }
            #expect(sdks?.description.contains("Toolchain/setup") == true)
        }
        _ = try withFolder(["Package.swift"]) { folder in
            #expect(throws: BuildError.self) { try CanisterPackage(path: folder.path).canisters(named: []) }
        }
        _ = try withFolder(["README.md"]) { folder in
            #expect(throws: BuildError.self) { try CanisterPackage(path: folder.path) }
        }
    }
}
