import MessageVerification
import TestSupport
import Testing

/// Lets the independent verifier in Python judge pages, and demands that it notices each changed byte.
enum PageVerifier {
    static func judge(_ pages: [CertifiedPage], name: String) throws {
        let file = try PythonVerifier.write(pages.lazy.map(\.line), to: "\(name).jsonl", in: "pages")
        let (status, text) = try PythonVerifier.run("verify_pages.py", [file, "--tamper", "12"])
        print("verifier, \(name): \(text.split(separator: "\n").joined(separator: "; "))")
        #expect(status == 0, "\(text)")
        #expect(text.contains("\(pages.count) passed, 0 failed"))
    }
}
