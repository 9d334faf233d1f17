import TestSupport
import Testing

/// The scripts of `Tests/Browser`: each drives Chromium and judges what its pages do, with no code of this package.
enum BrowserScript {
    /// Runs a script: all of its checks must pass, and none may be left out.
    ///
    /// - Parameters:
    ///   - script: its name without the ending, `check_chat_page`.
    ///   - count: how many checks it has.
    ///   - arguments: what it is given.
    static func judge(
        by script: String, checks count: Int, _ arguments: [String], location: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = try await OwnThreads.run {
            try PythonProgram.run("Browser/\(script).py", arguments, packages: ["Tests/Gateway"])
        }
        let report = CheckReport(outcome, checks: count)
        print("\(script): \(report.counts)")
        #expect(report.problems.isEmpty, "\(report.problems.joined(separator: "\n"))", sourceLocation: location)
    }
}
