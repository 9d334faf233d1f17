import Foundation
import MessageVerification
import TestSupport
import Testing

/// Lets the independent verifier in Python judge pages, and demands that it notices each changed byte.
enum PageVerifier {
    static func judge(_ pages: [CertifiedPage], name: String) throws {
        let folder = Checkout.root.appending(path: "build/pages")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "\(name).jsonl")
        try pages.map { $0.line + "\n" }.joined().write(to: file, atomically: true, encoding: .utf8)

        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", Checkout.path("Tests/Verifier/verify_pages.py"), file.path(percentEncoded: false),
            "--tamper", "12",
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
        print("verifier, \(name): \(text.split(separator: "\n").joined(separator: "; "))")
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.contains("\(pages.count) passed, 0 failed"))
    }
}
