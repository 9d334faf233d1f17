import Foundation
import TestSupport
import Testing

/// py_ecc, an implementation of the curve in Python, which judges our cases and makes some for us.
enum IndependentImplementation {
    /// One case, in the form that `Tests/Verifier/verify_signatures.py` describes.
    struct Case: Codable {
        var kind: String
        var key, signature, message, seed, secret, group, bytes, point, first, second: String?
        var valid, accepted: Bool?
        var value: [String]?

        init(_ kind: String) { self.kind = kind }
    }

    /// Lets it judge cases, and demands that it agrees with each. Gives signatures of its own making.
    static func judge(_ cases: [Case], making count: Int, seed: UInt64) throws -> [Case] {
        let lines = try cases.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let ours = try PythonProgram.write(lines, to: "ours.jsonl", in: "signatures")
        let theirs = try PythonProgram.write(EmptyCollection(), to: "theirs.jsonl", in: "signatures")
        let outcome = try PythonProgram.run(
            "Verifier/verify_signatures.py",
            [ours, "--make", "\(count)", "--seed", "\(seed)", "--output", theirs])
        let text = outcome.everything
        print("py_ecc: \(text.split(separator: "\n").joined(separator: "; "))")
        try #require(outcome.status == 0, "\(text)")
        #expect(text.contains("\(cases.count) passed, 0 failed"))

        let made = try String(contentsOfFile: theirs, encoding: .utf8).split(separator: "\n")
        return try made.map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    }
}
