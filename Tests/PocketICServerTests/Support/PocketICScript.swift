import Foundation
import TestSupport
import Testing

/// The scripts of `Tests/PocketIC`: each judges the program `pocket-ic` from outside, with no code of this package.
enum PocketICScript {
    /// Runs a script's checks: all must pass, and none may be left out.
    ///
    /// - Parameters:
    ///   - script: its name without the ending, `check_rest`.
    ///   - count: how many checks it has.
    ///   - files: paths in the package, of modules and interfaces that it is given.
    static func judge(
        by script: String, checks count: Int, files: [String] = [], location: SourceLocation = #_sourceLocation
    ) async throws {
        let server = try BuiltTool.pocketIC.path(percentEncoded: false)
        let outcome = try PythonProgram.run(
            "PocketIC/\(script).py", files.map(Checkout.path),
            packages: [".toolchain/python-pocket-ic"],
            environment: ["POCKET_IC_BIN": server])
        let report = CheckReport(outcome, checks: count)
        print("\(script): \(report.counts)")
        #expect(report.problems.isEmpty, "\(report.problems.joined(separator: "\n"))", sourceLocation: location)
    }
}
