import Candid
import TestSupport

/// A session with what each of its steps has shown on some host.
struct PlayedSession: Sendable {
    /// What it was generated from.
    let seed: UInt64
    /// What the canister does with its connections at an upgrade.
    let code: SessionCode
    var steps: [SessionStep] = []
    var results: [StepResult] = []

    /// The steps as `Tests/Verifier/judge_sessions.py` reads them: one JSON object a line.
    var lines: [String] {
        zip(steps, results).enumerated().map { index, played in line(index, played.0, played.1) }
    }

    private func line(_ index: Int, _ step: SessionStep, _ result: StepResult) -> String {
        var fields = [
            ("session", quoted("\(seed)")), ("step", "\(index)"), ("kind", quoted(step.kind.rawValue)),
            ("method", quoted(step.method)), ("caller", quoted(hex(step.caller.bytes))),
            ("argument", quoted(hex(step.argument))), ("time", "\(step.time)"),
            ("reply", result.reply.map { quoted(hex($0)) } ?? "null"),
            ("reject", result.reject.map { "[\($0.code), \(quoted($0.text))]" } ?? "null"),
            ("log", "[\(result.log.map(quoted).joined(separator: ", "))]"),
            ("certified", quoted(hex(result.certifiedData))),
        ]
        if step.kind == .initialize {
            fields.append(("canister", quoted(hex(SessionHost.canister.bytes))))
            fields.append(("keeps", code == .upgrades ? "true" : "false"))
        }
        return "{\(fields.map { "\"\($0)\": \($1)" }.joined(separator: ", "))}"
    }

    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case " "..."~": quoted.unicodeScalars.append(scalar)
            // Nothing that is compared has one.
            default: quoted += "?"
            }
        }
        return quoted + "\""
    }
}
