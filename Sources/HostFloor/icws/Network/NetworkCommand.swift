import ArgumentParser

/// A command whose failures have a status of their own, and a line of JSON where that is asked for.
protocol NetworkCommand: AsyncParsableCommand {
    /// Whether results and failures are lines of JSON.
    var json: Bool { get }

    /// Does what the command is for.
    func perform() async throws
}

extension NetworkCommand {
    func run() async throws {
        do { try await perform() } catch {
            let failure = CommandFailure(any: error)
            if json { Terminal.line(failure.json) } else { Terminal.error(failure.message) }
            throw failure.status.code
        }
    }
}
