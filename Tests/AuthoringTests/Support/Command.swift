import Foundation
import TestSupport
import Testing

/// A program that a test runs to its end.
struct Command {
    /// Its exit status.
    let status: Int32
    /// What it printed to standard output.
    let output: String
    /// What it printed to standard error.
    let messages: String

    /// All that it printed.
    var text: String { output + messages }

    /// Runs a program, found in PATH, in a folder.
    ///
    /// - Parameter isOffline: whether no network is there for it: none at all where the system lets us take it away,
    ///   else whatever fetches something fails.
    init(
        _ program: String, _ arguments: [String], in folder: URL, isOffline: Bool = false, input: String = ""
    ) throws {
        let outcome = try Program.run(
            (isOffline ? Self.withoutNetwork : []) + [program] + arguments, input: Array(input.utf8),
            environment: Self.environment(isOffline: isOffline), in: folder)
        status = outcome.status
        output = outcome.text
        messages = outcome.errors
    }

    /// Runs the `icws` that was built with the tests.
    static func icws(_ arguments: String..., in folder: URL, input: String = "") throws -> Command {
        try Command(tool.path(percentEncoded: false), arguments, in: folder, input: input)
    }

    /// Where that is.
    static var tool: URL { get throws { try BuiltTool.icws } }

    // MARK: No network

    private static func environment(isOffline: Bool) throws -> [String: String] {
        var environment = ["ICWS": try tool.path(percentEncoded: false)]
        if isOffline {
            // Git takes no address but those of folders, and what asks a proxy finds none.
            environment["GIT_ALLOW_PROTOCOL"] = "file"
            for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
                environment[name] = "http://127.0.0.1:9"
            }
        }
        return environment
    }

    /// What comes before a command to take the network away; nothing where that is not permitted. The machine's own
    /// address stays: without it, Foundation does not notice the end of programs that it runs.
    private static let withoutNetwork: [String] = {
        let command = ["unshare", "--net", "--", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"]
        let trial = try? Program.run(command + ["true"])
        return trial?.status == 0 ? command : []
    }()
}
