import Foundation

/// What a script of checks in Python printed: a line for each, `ok NAME` or `FAILED NAME: …`, and in the end its counts
/// (see `Tests/Wire/checks.py`).
public struct CheckReport {
    /// What is wrong with it: nothing if the script ended well, all of its checks passed, and none was left out.
    public let problems: [String]

    /// Its last line, for a reader of the tests' output.
    public let counts: String

    private struct Counts: Decodable {
        var passed: Int
        var failed: Int
    }

    /// Reads what a script printed.
    ///
    /// - Parameter count: how many checks it has.
    public init(_ outcome: Program.Outcome, checks count: Int) {
        let lines = outcome.text.split(separator: "\n").map(String.init)
        counts = lines.last ?? ""
        var problems = lines.filter { $0.hasPrefix("FAILED ") }
        if outcome.status != 0 { problems.append("status \(outcome.status): \(outcome.errors)") }
        if let told = try? JSONDecoder().decode(Counts.self, from: Data(counts.utf8)) {
            let passed = lines.count { $0.hasPrefix("ok ") }
            if told.passed != count || told.failed != 0 || passed != count {
                problems.append("\(passed) of \(count) checks passed; it counted \(told.passed) and \(told.failed) failed")
            }
        } else {
            problems.append("no counts in its last line: '\(counts)' \(outcome.errors)")
        }
        self.problems = problems
    }
}
