import Foundation

/// What a script of checks printed (`Tests/Wire/checks.py`): a line for each, and at the end how many passed and failed.
public struct CheckReport: Sendable {
    private struct Counts: Decodable {
        var passed: Int
        var failed: Int
    }

    private let status: Int32
    private let lines: [String]

    /// Reads what a script printed.
    public init(_ outcome: Program.Outcome) {
        status = outcome.status
        lines = outcome.text.split(separator: "\n").map(String.init)
    }

    /// The line with the counts.
    public var lastLine: String { lines.last ?? "" }

    /// What is wrong, unless as many checks passed as there are, and none failed.
    public func problems(ofChecks count: Int) -> [String] {
        var problems = lines.filter { $0.hasPrefix("FAILED ") }
        if status != 0 { problems.append("the script ended with status \(status)") }
        let listed = lines.count { $0.hasPrefix("ok ") }
        if listed != count { problems.append("\(listed) checks passed, where \(count) were expected") }
        guard let counts = try? JSONDecoder().decode(Counts.self, from: Data(lastLine.utf8)) else {
            return problems + ["the last line tells no counts: \(lastLine)"]
        }
        if counts.passed != count || counts.failed != 0 { problems.append("the counts are \(lastLine)") }
        return problems
    }
}
