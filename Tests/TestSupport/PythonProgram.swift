import Foundation

/// The programs in Python below `Tests`, which share no code with this package and judge what it makes. The set-up
/// installed the packages that they need.
public enum PythonProgram {
    /// Runs one of them to its end.
    ///
    /// - Parameters:
    ///   - script: the path of its file in `Tests`, `Verifier/verify_pages.py`.
    ///   - folders: where it looks for packages and modules, relative to the package, before it looks where all do.
    ///   - environment: variables beside those of the tests.
    public static func run(
        _ script: String, _ arguments: [String], input: [UInt8] = [], packages folders: [String] = [],
        environment: [String: String] = [:]
    ) throws -> Program.Outcome {
        try Program.run(
            command(script, arguments), input: input,
            environment: self.environment(packages: folders).merging(environment) { $1 })
    }

    /// Runs one that has to end well.
    ///
    /// - Returns: what it printed.
    public static func output(of script: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        try Program.output(of: command(script, arguments), input: input, environment: environment())
    }

    private static func command(_ script: String, _ arguments: [String]) -> [String] {
        ["python3", Checkout.path("Tests/\(script)")] + arguments
    }

    /// All of them find the packages, and the modules of those in `Verifier` and `Wire`, which others are made of.
    private static func environment(packages: [String] = []) -> [String: String] {
        let folders = packages + [".toolchain/python", ".toolchain/python-judges", "Tests/Verifier", "Tests/Wire"]
        return [
            "PYTHONPATH": folders.map(Checkout.path).joined(separator: ":"),
            "PYTHONDONTWRITEBYTECODE": "1",
        ]
    }

    /// Makes a file for a program to read, in a folder below `build`.
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
