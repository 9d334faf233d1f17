import TestSupport
import Testing

/// The scripts of `Tests/Gateway`: each starts a replica and a gateway by the command-line tool, and judges them from
/// outside, with no code of this package.
enum PeerScript {
    /// Runs a script: all of its checks must pass, and none may be left out.
    ///
    /// - Parameters:
    ///   - script: its name without the ending, `check_sessions`.
    ///   - count: how many checks it has.
    static func judge(
        by script: String, checks count: Int, location: SourceLocation = #_sourceLocation
    ) async throws {
        let icws = try BuiltTool.icws.path(percentEncoded: false)
        let outcome = try await OwnThreads.run { try PythonProgram.run("Gateway/\(script).py", [icws]) }
        let report = CheckReport(outcome, checks: count)
        print("\(script): \(report.counts)")
        #expect(report.problems.isEmpty, "\(report.problems.joined(separator: "\n"))", sourceLocation: location)
    }
}
