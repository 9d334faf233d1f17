import Foundation
import TestSupport

/// Another program, as a judge of what this package makes.
enum Program {
    /// Runs a program and gives what it printed.
    ///
    /// - Throws: ``Failure`` with what it said where it does not end with status 0.
    static func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        // Input goes by a file, so that no pipe can be full while nobody reads the other.
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "judge-\(UUID().uuidString)")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        process.standardInput = try FileHandle(forReadingFrom: file)
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: arguments, said: String(decoding: said, as: UTF8.self))
        }
        return [UInt8](printed)
    }

    /// Runs `Tests/Verifier/keys.py` with the packages that the set-up installed.
    static func keysVerifier(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        try run(
            ["python3", Checkout.path("Tests/Verifier/keys.py")] + arguments, input: input,
            environment: ["PYTHONPATH": Checkout.path(".toolchain/python")])
    }

    /// OpenSSL's command line, on files with these contents; their names are put in the place of `{0}`, `{1}`, ….
    static func openSSL(_ arguments: [String], files: [[UInt8]] = [], input: [UInt8] = []) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "openssl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var arguments = ["openssl"] + arguments
        for (index, content) in files.enumerated() {
            let file = folder.appending(path: "\(index)")
            try Data(content).write(to: file)
            arguments = arguments.map { $0 == "{\(index)}" ? file.path(percentEncoded: false) : $0 }
        }
        return try run(arguments, input: input)
    }

    struct Failure: Error, CustomStringConvertible {
        let arguments: [String]
        let said: String
        var description: String { "\(arguments.joined(separator: " ")) failed: \(said)" }
    }
}
