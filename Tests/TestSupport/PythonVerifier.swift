import Foundation

/// The verifiers in `Tests/Verifier`, which share no code with this package.
public enum PythonVerifier {
    /// Runs one of them to its end.
    ///
    /// - Parameters:
    ///   - script: the name of its file in `Tests/Verifier`.
    ///   - arguments: what it is given.
    /// - Returns: its exit status, and all that it printed.
    public static func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Checkout.path("Tests/Verifier/\(script)")] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging([
            "PYTHONPATH": Checkout.path(".toolchain/python"), "PYTHONDONTWRITEBYTECODE": "1",
        ]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    /// Makes a file for a verifier to read, in a folder below `build`.
    ///
    /// - Returns: its path.
    public static func write(_ lines: some Sequence<String>, to name: String, in folder: String) throws -> String {
        let folder = Checkout.root.appending(path: "build/\(folder)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        var text = ""
        for line in lines {
            text += line
            text += "\n"
        }
        try Data(text.utf8).write(to: file, options: .atomic)
        return file.path(percentEncoded: false)
    }
}
