import Foundation

/// The command-line tool that was built with the tests.
public enum BuiltTool {
    /// Where `icws` is: beside the program of the tests.
    public static var icws: URL {
        get throws {
            let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            // With some ways to run tests that program is one of Swift's, which was told where the tests are.
            let places = [program] + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
            let tools = places.map { URL(filePath: $0).deletingLastPathComponent().appending(path: "icws") }
            guard let tool = tools.first(where: isExecutable) else { throw Missing(places: tools.map(\.path)) }
            return tool
        }
    }

    private static func isExecutable(_ file: URL) -> Bool {
        FileManager.default.isExecutableFile(atPath: file.path(percentEncoded: false))
    }

    /// The tool is not there.
    public struct Missing: Error, CustomStringConvertible {
        let places: [String]

        public var description: String { "there is no icws at any of: \(places.joined(separator: ", "))" }
    }
}
