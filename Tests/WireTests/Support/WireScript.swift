import Foundation
import TestSupport
import Testing

/// The scripts of `Tests/Wire`: each judges a running replica from outside, with no code of this package.
enum WireScript {
    /// Runs a script's checks on a new replica: all must pass, and none may be left out.
    ///
    /// - Parameters:
    ///   - script: its name without the ending, `check_status`.
    ///   - count: how many checks it has.
    ///   - modules: names of samples, whose modules it is given.
    ///   - testModules: names of canisters of the tests, whose modules it is given behind those.
    static func judge(
        by script: String, checks count: Int, modules: [String] = [], testModules: [String] = [],
        location: SourceLocation = #_sourceLocation
    ) async throws {
        let (outcome, end) = try await OwnThreads.run {
            let replica = try RunningReplica()
            let paths = modules.map { Checkout.path("build/canisters/\($0).wasm") }
                + testModules.map { Checkout.path("build/test-canisters/\($0).wasm") }
            let outcome = Result { try PythonProgram.run("Wire/\(script).py", [replica.url] + paths) }
            return (outcome, replica.stop())
        }
        try expect(outcome.get(), checks: count, of: script, location)
        #expect(end.status == 0, "the replica ended with \(end.status): \(end.messages)", sourceLocation: location)
    }

    /// Expects that a script ended well and that all of its checks passed.
    static func expect(
        _ outcome: Program.Outcome, checks count: Int, of script: String, _ location: SourceLocation
    ) {
        let report = CheckReport(outcome, checks: count)
        print("\(script): \(report.counts)")
        #expect(report.problems.isEmpty, "\(report.problems.joined(separator: "\n"))", sourceLocation: location)
    }
}
