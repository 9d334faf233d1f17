import Foundation
import TestSupport

/// The independent model in Python, which judges what sessions have shown.
enum SessionJudge {
    /// What the model saw.
    struct Verdict {
        /// What it does not agree with, a line each.
        var disagreements: [String]
        /// How much of everything there was.
        var counts: [String: Int]
    }

    /// Judges sessions, each up to its first disagreement.
    static func judge(_ sessions: [PlayedSession], name: String) throws -> Verdict {
        let file = try write(sessions, name)
        let outcome = try PythonProgram.run("Verifier/judge_sessions.py", [file])
        var lines = outcome.text.split(separator: "\n").map(String.init)
        let counts = try JSONDecoder().decode([String: Int].self, from: Data((lines.popLast() ?? "").utf8))
        guard outcome.status == 0 || !lines.isEmpty else { throw Failed(text: outcome.everything) }
        return Verdict(disagreements: lines, counts: counts)
    }

    /// Judges several lists of sessions, each up to its first disagreement.
    ///
    /// - Returns: the first disagreement in each list, or nil.
    static func firstDisagreements(_ lists: [(name: String, sessions: [PlayedSession])]) throws -> [String?] {
        struct Line: Decodable {
            var disagreement: String?
        }
        let files = try lists.map { try write($0.sessions, $0.name) }
        let outcome = try PythonProgram.run("Verifier/judge_sessions.py", ["--each"] + files)
        let lines = outcome.text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        guard lines.count == lists.count else { throw Failed(text: outcome.everything) }
        return lines.map(\.disagreement)
    }

    private static func write(_ sessions: [PlayedSession], _ name: String) throws -> String {
        try PythonProgram.write(sessions.lazy.flatMap(\.lines), to: "\(name).jsonl", in: "sessions")
    }

    /// The verifier itself failed.
    struct Failed: Error, CustomStringConvertible {
        let text: String
        var description: String { "judge_sessions.py: \(text)" }
    }
}
