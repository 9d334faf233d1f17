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
        let folder = Checkout.root.appending(path: "build/signatures")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (ours, theirs) = (folder.appending(path: "ours.jsonl"), folder.appending(path: "theirs.jsonl"))
        let lines = try cases.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n" }
        try lines.joined().write(to: ours, atomically: true, encoding: .utf8)

        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", Checkout.path("Tests/Verifier/verify_signatures.py"), ours.path(percentEncoded: false),
            "--make", "\(count)", "--seed", "\(seed)", "--output", theirs.path(percentEncoded: false),
        ]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "PYTHONPATH": Checkout.path(".toolchain/python")
        ]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        print("py_ecc: \(text.split(separator: "\n").joined(separator: "; "))")
        try #require(process.terminationStatus == 0, "\(text)")
        #expect(text.contains("\(cases.count) passed, 0 failed"))

        let made = try String(contentsOf: theirs, encoding: .utf8).split(separator: "\n")
        return try made.map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    }
}
