import Foundation
import Glibc
import TestSupport

@testable import WasmEngine

/// The program that commits rounds until it is killed.
final class Writer {
    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()
    private var line: [UInt8] = []

    init(folder: URL, module: URL) throws {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.executableURL = tests.deletingLastPathComponent().appending(path: "storage-writer")
        process.arguments = [folder.path(percentEncoded: false), module.path(percentEncoded: false)]
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// The number of the next round that it has committed; `nil` when it ended.
    func nextRound() -> Int? {
        while let newline = line.firstIndex(of: UInt8(ascii: "\n")) {
            defer { line.removeSubrange(...newline) }
            return Int(String(decoding: line[..<newline], as: UTF8.self))
        }
        let data = output.fileHandleForReading.availableData
        guard !data.isEmpty else { return nil }
        line += data
        return nextRound()
    }

    /// Ends it in the midst of whatever it does.
    ///
    /// - Returns: the numbers of the rounds that it told of and that were not asked for yet.
    func kill() -> [Int] {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        var rounds: [Int] = []
        while let round = nextRound() { rounds.append(round) }
        return rounds
    }

    /// Waits until it ends by itself, and gives what it said of why.
    func complaint() -> String {
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}
