import Foundation
import TestSupport
import Testing

/// A user with a folder, in which commands are run against a network.
final class UserFolder: Sendable {
    let url: URL
    let network: String

    init(network: String) throws {
        self.network = network
        url = FileManager.default.temporaryDirectory.appending(path: "user-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Runs the `icws` that was built with the tests.
    func icws(_ arguments: String...) async throws -> Program.Outcome { try await run(arguments) }

    /// The same of a command that speaks with the network.
    func icwsThere(_ arguments: String...) async throws -> Program.Outcome { try await icwsThere(arguments) }

    func icwsThere(_ arguments: [String]) async throws -> Program.Outcome {
        try await run(arguments + ["--network", network])
    }

    /// On a thread of its own: the network, in this process, needs those that tests run on.
    private func run(_ arguments: [String]) async throws -> Program.Outcome {
        let (url, command) = (url, [try Self.tool.path(percentEncoded: false)] + arguments)
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                let environment = ["XDG_CONFIG_HOME": url.path(percentEncoded: false)]
                continuation.resume(with: Result { try Program.run(command, environment: environment, in: url) })
            }
        }
    }

    /// Where that is: beside the program of the tests.
    private static var tool: URL {
        get throws {
            let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let beside = URL(filePath: program).deletingLastPathComponent().appending(path: "icws")
            // With some ways to run tests that program is one of Swift's, which was told where the tests are.
            let told = CommandLine.arguments.first { $0.hasSuffix(".xctest") }.map {
                URL(filePath: $0).deletingLastPathComponent().appending(path: "icws")
            }
            return try #require(
                [beside, told].compactMap { $0 }.first {
                    FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false))
                })
        }
    }
}
