import ArgumentParser

/// Runs another command of this tool until the pipe that is its standard input is closed: a measurement's replica and
/// gateway end with it, however it ends.
struct BenchServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-server", abstract: "Run a command until the pipe of standard input is closed.",
        shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "The command with its arguments.")
    var command: [String]

    func run() async throws {
        InputWatch.begin()
        var command = try ICWS.parseAsRoot(command)
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }
}
