import Foundation

/// Other programs, which tests ask for their judgement, or run as a user would.
public enum Program {
    /// How a program ended.
    public struct Outcome: Sendable {
        public let status: Int32
        public let output: [UInt8]
        public let errors: String

        public var text: String { String(decoding: output, as: UTF8.self) }

        /// All that it printed: what went to standard output first.
        public var everything: String { text + errors }
    }

    /// Runs a program to its end.
    ///
    /// Input and output go by files: nobody can wait for the other's full pipe.
    ///
    /// - Parameters:
    ///   - arguments: its name, looked for in `PATH`, or its path, and what it is given.
    ///   - environment: variables beside those of the tests.
    ///   - folder: where it runs; by default where the tests do.
    public static func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: URL? = nil
    ) throws -> Outcome {
        let files = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: files) }
        let (inputFile, outputFile, errorFile) = (
            files.appending(path: "input"), files.appending(path: "output"), files.appending(path: "errors")
        )
        try Data(input).write(to: inputFile)
        try Data().write(to: outputFile)
        try Data().write(to: errorFile)

        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: [UInt8](try Data(contentsOf: outputFile)),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
    }

    /// Runs a program that has to end well.
    ///
    /// - Returns: what it printed.
    /// - Throws: ``Failure`` where its status is not 0.
    public static func output(
        of arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> [UInt8] {
        let outcome = try run(arguments, input: input, environment: environment)
        guard outcome.status == 0 else { throw Failure(arguments: arguments, outcome: outcome) }
        return outcome.output
    }

    /// A program that had to end well did not.
    public struct Failure: Error, CustomStringConvertible {
        public let arguments: [String]
        public let outcome: Outcome

        public var description: String {
            "'\(arguments.joined(separator: " "))' ended with status \(outcome.status): \(outcome.everything)"
        }
    }
}
