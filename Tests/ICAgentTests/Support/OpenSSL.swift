import Foundation
import TestSupport

/// OpenSSL's command line, as a judge of keys and signatures.
enum OpenSSL {
    /// Runs it on files with these contents; their names are put in the place of `{0}`, `{1}`, ….
    static func output(_ arguments: [String], files: [[UInt8]] = [], input: [UInt8] = []) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "openssl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var arguments = ["openssl"] + arguments
        for (index, content) in files.enumerated() {
            let file = folder.appending(path: "\(index)")
            try Data(content).write(to: file)
            arguments = arguments.map { $0 == "{\(index)}" ? file.path(percentEncoded: false) : $0 }
        }
        return try Program.output(of: arguments, input: input)
    }
}
