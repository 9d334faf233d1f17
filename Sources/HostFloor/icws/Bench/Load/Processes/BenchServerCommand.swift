import ArgumentParser
import Foundation

/// Runs another command of this tool until standard input ends: a measurement's replica and gateway end with it,
/// however it ends.
struct BenchServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-server", abstract: "Run a command until standard input ends.", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "The command with its arguments.")
    var command: [String]

    func run() async throws {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) > 0 || errno == EINTR {}
            // There is nothing to be saved.
            _exit(0)
        }
        var command = try ICWS.parseAsRoot(command)
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }
}
