import Foundation
import TestSupport

/// A replica that `icws replica start` runs, in a folder of its own: what scripts judge over HTTP.
struct RunningReplica {
    /// Where it answers, `http://127.0.0.1:41234`.
    let url: String

    private let process: Process
    private let folder: URL

    /// What it tells once it runs.
    private struct Facts: Decodable {
        var url: String
    }

    enum Failure: Error, CustomStringConvertible {
        case ended(status: Int32, output: String)
        case silent(seconds: Int, output: String)

        var description: String {
            switch self {
            case .ended(let status, let output): "the replica ended with status \(status): \(output)"
            case .silent(let seconds, let output): "the replica told nothing in \(seconds) s: \(output)"
            }
        }
    }

    /// Starts one at a free port and waits until it tells where it answers.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "replica-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        process = Process()
        process.executableURL = try BuiltTool.icws
        process.arguments = [
            "replica", "start", "--json", "--port", "0", "--state-dir",
            folder.appending(path: "state").path(percentEncoded: false),
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        let messages = folder.appending(path: "messages")
        try Data().write(to: messages)
        process.standardError = try FileHandle(forWritingTo: messages)
        try process.run()
        do {
            url = try Self.facts(of: process, output: output, messages: messages).url
        } catch {
            process.terminate()
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    private static let patience = 120

    private static func facts(of process: Process, output: URL, messages: URL) throws -> Facts {
        func said() -> String { (try? String(contentsOf: messages, encoding: .utf8)) ?? "" }
        for _ in 0..<patience * 20 {
            let line = try Data(contentsOf: output).prefix { $0 != UInt8(ascii: "\n") }
            if let facts = try? JSONDecoder().decode(Facts.self, from: line) { return facts }
            guard process.isRunning else { throw Failure.ended(status: process.terminationStatus, output: said()) }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw Failure.silent(seconds: patience, output: said())
    }

    /// Asks it to end and waits until it has.
    ///
    /// - Returns: its exit status, and what it reported.
    func stop() -> (status: Int32, messages: String) {
        process.terminate()
        process.waitUntilExit()
        let messages = try? String(contentsOf: folder.appending(path: "messages"), encoding: .utf8)
        try? FileManager.default.removeItem(at: folder)
        return (process.terminationStatus, messages ?? "")
    }
}
