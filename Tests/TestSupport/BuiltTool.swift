import Foundation

/// The programs that were built with the tests.
public enum BuiltTool {
    /// Where `icws` is, the command-line tool.
    public static var icws: URL { get throws { try tool("icws") } }

    /// Where `pocket-ic` is, the server for clients of PocketIC.
    public static var pocketIC: URL { get throws { try tool("pocket-ic") } }

    /// Where a program is: beside that of the tests.
    private static func tool(_ name: String) throws -> URL {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        // With some ways to run tests that program is one of Swift's, which was told where the tests are.
        let places = [program] + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
        let tools = places.map { URL(filePath: $0).deletingLastPathComponent().appending(path: name) }
        guard let tool = tools.first(where: isExecutable) else { throw Missing(places: tools.map(\.path)) }
        return tool
    }

    private static func isExecutable(_ file: URL) -> Bool {
        FileManager.default.isExecutableFile(atPath: file.path(percentEncoded: false))
    }

    /// The tool is not there.
    public struct Missing: Error, CustomStringConvertible {
        let places: [String]

        public var description: String { "there is no such program: \(places.joined(separator: ", "))" }
    }
}
