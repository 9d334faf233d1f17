import Foundation
import TestSupport
import Testing

@testable import icws

@Suite("Making a package")
struct NewCommandTests {
    /// Runs with a folder of its own.
    private func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "new-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private func manifest(_ arguments: String...) throws -> String {
        try withFolder { folder in
            let made = try Command(Command.tool.path, ["new", "Hello"] + arguments, in: folder)
            try #require(made.status == 0, "\(made.text)")
            return try String(contentsOf: folder.appending(path: "Hello/Package.swift"), encoding: .utf8)
        }
    }

    @Test("depends on the library where the tool was built, by its path")
    func ownLibrary() throws {
        let path = Checkout.root.path
        #expect(try manifest().contains(".package(name: \"swift-ic-websocket\", path: \"\(path)\", traits: [])"))
    }

    @Test("depends on a repository with a version or a branch")
    func repository() throws {
        let url = "https://example.com/somebody/swift-ic-websocket.git"
        #expect(
            try manifest("--library", url, "--from", "1.2.3")
                .contains(".package(url: \"\(url)\", from: \"1.2.3\", traits: [])"))
        #expect(
            try manifest("--library", url, "--branch", "next")
                .contains(".package(url: \"\(url)\", branch: \"next\", traits: [])"))
        let main = try manifest("--library", url)
        #expect(main.contains(".package(url: \"\(url)\", branch: \"main\", traits: [])"))
        #expect(main.contains(".product(name: \"CanisterWebSockets\", package: \"swift-ic-websocket\")"))
    }

    @Test("says what is wrong with a name", arguments: ["hello", "Hello-World", "1st", "", "Grüße", "../Hello", "Hel lo"])
    func malformedName(name: String) throws {
        #expect(throws: NewPackageError.malformedName(name)) { try CanisterName(name) }
    }

    @Test(
        "takes no name that means something else",
        arguments: ["Text", "Self", "Any", "Principal", "AppMessage", "Swift", "Testing", "Foundation", "IC"])
    func takenName(name: String) {
        #expect(throws: NewPackageError.takenName(name)) { try CanisterName(name) }
    }

    @Test("takes no name of a module of this package")
    func modules() throws {
        for floor in ["CanisterFloor", "HostFloor"] {
            let folder = Checkout.root.appending(path: "Sources/\(floor)")
            for module in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                #expect(throws: NewPackageError.self) { try CanisterName(module) }
            }
        }
    }

    @Test("takes names up to a length")
    func longName() {
        let name = String(repeating: "A", count: 64)
        #expect(throws: Never.self) { try CanisterName(name) }
        #expect(throws: NewPackageError.longName(name + "A", limit: 64)) { try CanisterName(name + "A") }
    }

    @Test(
        "says what is wrong with a library",
        arguments: [
            (["--library", "/nowhere"], "/nowhere is no checkout of this library: expected Package.swift, Toolchain/icws"),
            (["--from", "1.0.0"], "expected --library with an address"),
            (["--library", "https://example.com/x", "--from", "1.0"], "'1.0' is no version: expected one like 1.0.0"),
            (["--library", "https://example.com/x", "--from", "1.0.0", "--branch", "b"], "expected one of them"),
            (["--library", "https://example.com/\"x"], "is no address of a repository"),
        ])
    func library(arguments: [String], message: String) throws {
        try withFolder { folder in
            let made = try Command(Command.tool.path, ["new", "Hello"] + arguments, in: folder)
            #expect(made.status == 1)
            #expect(made.messages.hasPrefix("icws: error: ") && made.messages.contains(message), "\(made.text)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }

    @Test("overwrites nothing")
    func nothingOverwritten() throws {
        try withFolder { folder in
            let file = folder.appending(path: "Hello/README.md")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: file)
            let made = try Command.icws("new", "Hello", in: folder)
            #expect(made.status == 1)
            #expect(made.messages == "icws: error: \(folder.path)/Hello/README.md is there already: nothing was made\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/Hello") == ["README.md"])
            #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
        }
    }
}
