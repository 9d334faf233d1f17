import MessageVerification
import TestSupport
import Testing

/// Lets the independent verifier in Python judge pages, and demands that it notices each changed byte.
enum PageVerifier {
    static func judge(_ pages: [CertifiedPage], name: String) throws {
        let file = try PythonProgram.write(pages.lazy.map(\.line), to: "\(name).jsonl", in: "pages")
        let outcome = try PythonProgram.run("Verifier/verify_pages.py", [file, "--tamper", "12"])
        let text = outcome.everything
        print("verifier, \(name): \(text.split(separator: "\n").joined(separator: "; "))")
        #expect(outcome.status == 0, "\(text)")
        #expect(text.contains("\(pages.count) passed, 0 failed"))
    }
}
